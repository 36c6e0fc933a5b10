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
package io.wellspring.store.caffeine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy;
import io.wellspring.store.Entry;
import io.wellspring.store.Tier;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The tier in the heap of this process, bounded by Caffeine's W-TinyLFU.
 *
 * <p>Caffeine is not told of lifetimes: they are in the entry, and one comparison there is cheaper than Caffeine's clock. What
 * has expired leaves on its next read, or when room is needed, so that {@code maximumSize} is the bound of memory.
 */
public final class CaffeineTier implements Tier {

    /** How many hits are noted after an eviction: together they take less than the query that the eviction is to pay for. */
    private static final int NOTED = 1_000;

    private final Cache<Object, Entry> cache;
    private final Policy<Object, Entry> policy;
    private final LongAdder evictions = new LongAdder();
    private final boolean roomy;
    /** How many hits are to be noted yet. A plain field: threads that count at once may lose some. */
    private int toNote;

    /** @param maximumSize how many entries it holds at most; 0 to hold none, not even for a moment */
    public CaffeineTier(long maximumSize) {
        this.roomy = maximumSize > 0;
        this.cache = Caffeine.newBuilder()
                .maximumSize(maximumSize)
                // Evicts within the write that makes it necessary: on a pool the cache would outgrow its bound
                // meanwhile.
                .executor(Runnable::run)
                .evictionListener((key, entry, cause) -> evicted())
                .build();
        this.policy = cache.policy();
    }

    @Override
    public String name() {
        return "local";
    }

    @Override
    public @Nullable Entry get(Object key) {
        if (toNote > 0) {
            toNote--;
            // Caffeine notes the hit, which takes it longer than to find the entry.
            return cache.getIfPresent(key);
        }
        return policy.getIfPresentQuietly(key);
    }

    @Override
    public void used(Object key) {
        if (toNote <= 0) {
            Object unused = cache.getIfPresent(key);
        }
    }

    private void evicted() {
        evictions.increment();
        toNote = NOTED;
    }

    @Override
    public void put(Object key, Entry entry) {
        if (roomy) {
            // Without room it would be there until the write has evicted it, for others to find.
            cache.put(key, entry);
        }
    }

    @Override
    public void remove(Object key) {
        cache.invalidate(key);
    }

    @Override
    public void clear() {
        cache.invalidateAll();
    }

    @Override
    public long size() {
        cache.cleanUp();
        return cache.estimatedSize();
    }

    @Override
    public long evictions() {
        return evictions.sum();
    }

    @Override
    public Iterator<Map.Entry<Object, Entry>> iterator() {
        return cache.asMap().entrySet().iterator();
    }
}
