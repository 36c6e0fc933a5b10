/*
 * Copyright 2026 the Wellspring authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.wellspring.springcache;

import io.wellspring.engine.Reading;
import io.wellspring.engine.Region;
import io.wellspring.key.Keys;
import io.wellspring.store.Entry;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.support.SimpleValueWrapper;

/**
 * A cache of the engine, as Spring's annotations use it. A cached absence is a wrapped null.
 *
 * <p>{@code @Cacheable} looks a key up, calls the method, and puts the result in three steps. The look-up remembers how many
 * invalidations there were, so that a result that was computed before a later one is not stored.
 */
public final class WellspringCache implements Cache {

    private final Region region;
    private final Misses misses = new Misses();

    public WellspringCache(Region region) {
        this.region = region;
    }

    @Override
    public String getName() {
        return region.name();
    }

    /** Returns the cache itself: what is behind it is no API. */
    @Override
    public Object getNativeCache() {
        return this;
    }

    @Override
    public @Nullable ValueWrapper get(Object key) {
        Object name = Keys.of(key);
        Entry hit = region.hit(name);
        if (hit != null) {
            return new SimpleValueWrapper(region.open(hit));
        }
        Reading reading = region.reading();
        Entry entry = region.read(name, reading);
        if (entry == null) {
            misses.remember(name, reading);
            return null;
        }
        return new SimpleValueWrapper(region.open(entry));
    }

    @Override
    public <T> @Nullable T get(Object key, @Nullable Class<T> type) {
        ValueWrapper wrapper = get(key);
        return wrapper == null ? null : cast(key, wrapper.get(), type);
    }

    @Override
    public <T> @Nullable T get(Object key, Callable<T> valueLoader) {
        try {
            return unchecked(region.get(Keys.of(key), new CallableLoader(valueLoader)));
        } catch (CallableLoader.Failure e) {
            throw new ValueRetrievalException(key, valueLoader, e.getCause());
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new ValueRetrievalException(key, valueLoader, e);
        }
    }

    @Override
    public @Nullable CompletableFuture<?> retrieve(Object key) {
        Object name = Keys.of(key);
        Reading reading = region.reading();
        CompletableFuture<Region.@Nullable Opened> read = region.readAsync(name, reading);
        if (read == null) {
            misses.rememberShared(name, reading);
            return null;
        }
        return read.thenApply(opened -> {
            if (opened == null) {
                misses.rememberShared(name, reading);
                return null;
            }
            return new SimpleValueWrapper(opened.value());
        });
    }

    @Override
    public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> valueLoader) {
        return region.getAsync(Keys.of(key), new FutureLoader(valueLoader)).thenApply(WellspringCache::unchecked);
    }

    @Override
    public void put(Object key, @Nullable Object value) {
        Object name = Keys.of(key);
        Reading reading = misses.forget(name);
        if (reading == null) {
            region.put(name, value);
        } else {
            region.putIfUnchanged(name, value, reading);
        }
    }

    @Override
    public @Nullable ValueWrapper putIfAbsent(Object key, @Nullable Object value) {
        Object name = Keys.of(key);
        Entry entry = region.peek(name);
        if (entry != null) {
            return new SimpleValueWrapper(region.open(entry));
        }
        put(key, value);
        return null;
    }

    @Override
    public void evict(Object key) {
        region.invalidate(Keys.of(key));
    }

    @Override
    public boolean evictIfPresent(Object key) {
        Object name = Keys.of(key);
        boolean present = region.peek(name) != null;
        region.invalidate(name);
        return present;
    }

    @Override
    public void clear() {
        region.clear();
    }

    @Override
    public boolean invalidate() {
        boolean present = region.size() > 0;
        region.clear();
        return present;
    }

    private static <T> @Nullable T cast(Object key, @Nullable Object value, @Nullable Class<T> type) {
        if (value != null && type != null && !type.isInstance(value)) {
            throw new IllegalStateException("The value of key '" + key + "' is a "
                    + value.getClass().getName() + ", not the required " + type.getName());
        }
        return unchecked(value);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T> @Nullable T unchecked(@Nullable Object value) {
        return (T) value;
    }
}
