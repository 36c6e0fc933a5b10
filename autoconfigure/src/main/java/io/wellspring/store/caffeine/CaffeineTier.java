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
import java.util.Collections;
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

    /** What Caffeine holds, and its view of that. */
    private record Content(Cache<Object, Entry> cache, Policy<Object, Entry> policy) {}

    private final long maximumSize;
    private final LongAdder evictions = new LongAdder();
    /**
     * Null until the first entry comes: an application starts sooner without Caffeine's classes, and a cache that nobody uses takes
     * no room. Volatile, so that an invalidation that finds nothing to remove here comes before the first put in the order of all
     * such steps, and that put's load sees it.
     */
    private volatile @Nullable Content content;
    /** How many hits are to be noted yet. A plain field: threads that count at once may lose some. */
    private int toNote;

    /** @param maximumSize how many entries it holds at most; 0 to hold none, not even for a moment */
    public CaffeineTier(long maximumSize) {
        this.maximumSize = maximumSize;
    }

    @Override
    public String name() {
        return "local";
    }

    @Override
    public @Nullable Entry get(Object key) {
        Content held = content;
        if (held == null) {
            return null;
        }
        if (toNote > 0) {
            toNote--;
            // Caffeine notes the hit, which takes it longer than to find the entry.
            return held.cache.getIfPresent(key);
        }
        return held.policy.getIfPresentQuietly(key);
    }

    @Override
    public void used(Object key) {
        Content held = content;
        if (toNote <= 0 && held != null) {
            Object unused = held.cache.getIfPresent(key);
        }
    }

    private void evicted() {
        evictions.increment();
        toNote = NOTED;
    }

    @Override
    public void put(Object key, Entry entry) {
        // Without room it would be there until the write has evicted it, for others to find.
        if (maximumSize > 0) {
            Content held = content;
            (held != null ? held : made()).cache.put(key, entry);
        }
    }

    /** One of those who put first makes it, and the others wait for that. */
    private synchronized Content made() {
        Content held = content;
        if (held == null) {
            Cache<Object, Entry> cache = Caffeine.newBuilder()
                    .maximumSize(maximumSize)
                    // Evicts within the write that makes it necessary: on a pool the cache would outgrow its bound
                    // meanwhile.
                    .executor(Runnable::run)
                    .evictionListener((key, entry, cause) -> evicted())
                    .build();
            held = new Content(cache, cache.policy());
            content = held;
        }
        return held;
    }

    @Override
    public void remove(Object key) {
        Content held = content;
        if (held != null) {
            held.cache.invalidate(key);
        }
    }

    @Override
    public void clear() {
        Content held = content;
        if (held != null) {
            held.cache.invalidateAll();
        }
    }

    @Override
    public long size() {
        Content held = content;
        if (held == null) {
            return 0;
        }
        held.cache.cleanUp();
        return held.cache.estimatedSize();
    }

    @Override
    public long evictions() {
        return evictions.sum();
    }

    @Override
    public Iterator<Map.Entry<Object, Entry>> iterator() {
        Content held = content;
        return held == null
                ? Collections.emptyIterator()
                : held.cache.asMap().entrySet().iterator();
    }
}
