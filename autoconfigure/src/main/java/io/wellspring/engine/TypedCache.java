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
package io.wellspring.engine;

import io.wellspring.key.Keys;
import io.wellspring.store.Entry;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A region, by the types of its keys and values. */
final class TypedCache<K, V> implements ReadThroughCache<K, V> {

    private final Region region;
    private final Class<V> valueType;

    TypedCache(Region region, Class<V> valueType) {
        this.region = region;
        this.valueType = valueType;
    }

    @Override
    public String name() {
        return region.name();
    }

    @Override
    public @Nullable V get(K key) {
        Object name = keyOf(key);
        Entry entry = region.hit(name);
        if (entry != null) {
            return cast(region.open(entry));
        }
        return Sneaky.call(() -> cast(region.get(name, region.loaders().of(name).loader())));
    }

    @Override
    public CompletableFuture<@Nullable V> getAsync(K key) {
        Object name = keyOf(key);
        return region.getAsync(name, region.loaders().of(name).loader()).thenApply(this::cast);
    }

    @Override
    public Map<K, V> getAll(Collection<? extends K> keys) {
        Map<Object, K> names = new LinkedHashMap<>();
        keys.forEach(key -> names.putIfAbsent(keyOf(key), key));
        Map<Object, @Nullable Object> values = Objects.requireNonNull(Sneaky.call(() -> region.getAll(names.keySet())));
        Map<K, V> result = new LinkedHashMap<>();
        names.forEach((name, key) -> {
            V value = cast(values.get(name));
            if (value != null) {
                result.put(key, value);
            }
        });
        return result;
    }

    @Override
    public Optional<V> peek(K key) {
        Entry entry = region.peek(keyOf(key));
        return entry == null ? Optional.empty() : Optional.ofNullable(cast(region.open(entry)));
    }

    @Override
    public void put(K key, @Nullable V value) {
        region.put(keyOf(key), value);
    }

    @Override
    public void invalidate(K key) {
        region.invalidate(keyOf(key));
    }

    @Override
    public void invalidate(K key, long version) {
        region.invalidate(keyOf(key), version);
    }

    @Override
    public void invalidateAll(Collection<? extends K> keys) {
        keys.forEach(this::invalidate);
    }

    @Override
    public void clear() {
        region.clear();
    }

    @Override
    public @Nullable V refresh(K key) {
        Object name = keyOf(key);
        return Sneaky.call(
                () -> cast(region.refresh(name, region.loaders().of(name).loader())));
    }

    @Override
    public Optional<EntryState> entry(K key) {
        Object name = keyOf(key);
        Entry entry = region.peek(name);
        return entry == null
                ? Optional.empty()
                : Optional.ofNullable(region.inspection().near(name)).map(Inspection.Shown::state);
    }

    @Override
    public CacheStatistics statistics() {
        return region.statistics();
    }

    private static Object keyOf(Object key) {
        return Keys.of(Objects.requireNonNull(key, "key"));
    }

    private @Nullable V cast(@Nullable Object value) {
        return valueType.cast(value);
    }
}
