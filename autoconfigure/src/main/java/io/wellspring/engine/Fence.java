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

import io.wellspring.store.Generation;
import io.wellspring.store.SharedTier;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * What forbids a store: a load may store only if its key was not invalidated after it began.
 *
 * <p>Invalidations are numbered. A load remembers the number that was current when it began; the fence remembers the last
 * number that closed the whole cache, and the last that closed each of a fixed number of stripes of keys. Keys that share a
 * stripe may lose a store that was right, which costs one more load, and never gain one that was wrong. So the fence needs no
 * memory per key, and an old load is refused however late it ends.
 *
 * <p>Closing a key, and storing under it, are made atomic by the caller, who does both in one step per key. Closing the whole
 * cache needs no such step: an entry carries its number, and every read compares it with the floor.
 */
final class Fence {

    private final Sequence sequence;
    private final @Nullable SharedTier shared;
    private final Generation whole;
    private final AtomicLongArray stripes = new AtomicLongArray(Stripes.COUNT);
    private final Generation changes;

    /**
     * @param cache the name of the cache
     * @param sequence numbers the invalidations of all caches
     * @param shared where other nodes keep entries of the cache; null where there are none
     */
    Fence(String cache, Sequence sequence, @Nullable SharedTier shared) {
        this.sequence = sequence;
        this.shared = shared;
        this.whole = new Generation(Generation.nameOfWhole(cache));
        this.changes = new Generation("keys:" + cache);
    }

    /** Returns the number of the last invalidation; to be taken before a load reads anything. */
    long now() {
        return sequence.now();
    }

    /** As {@link #now}, with the time. */
    Moment moment() {
        return sequence.moment();
    }

    /** Returns the greatest number of an invalidation that has ended. */
    long ended() {
        return sequence.ended();
    }

    /** Whether the cache as a whole was not invalidated since. One volatile read: this is all that a hit pays. */
    boolean holds(long since) {
        return whole.last() <= since;
    }

    /** Whether a load that began then may store under the key. */
    boolean permits(Object key, long since) {
        return holds(since) && stripes.get(Stripes.of(key)) <= since;
    }

    /**
     * Refuses what loads of the key bring that run now. What is there is to be removed before the number ends.
     *
     * @param version the version that its entity will have; null where that is not known
     */
    void close(Object key, @Nullable Long version, Mark mark) {
        stripes.accumulateAndGet(Stripes.of(key), mark.number(), Math::max);
        mark.move(changes);
        mark.note(shared, key, version);
    }

    /** Refuses what loads of any key bring that run now, and what is there. */
    void closeAll(Mark mark) {
        mark.move(whole);
        mark.move(changes);
    }

    /** Moves whenever the cache as a whole is closed. */
    Generation whole() {
        return whole;
    }

    /** Moves whenever something is closed: what is computed from entries of this cache holds to it. */
    Generation changes() {
        return changes;
    }
}
