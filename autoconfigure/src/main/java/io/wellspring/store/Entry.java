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
package io.wellspring.store;

import io.wellspring.policy.Freshness;
import org.jspecify.annotations.Nullable;

/**
 * A value with its envelope. Immutable but for the count of its hits.
 *
 * <p>All times are nanoseconds of the engine's ticker. The value is null where the entry stands for a cached absence.
 */
public final class Entry {

    private final @Nullable Object value;
    private final boolean shareable;
    private final long since;
    private final @Nullable Long version;
    private final long loadedAt;
    private final long freshUntil;
    private final long staleUntil;
    private final Basis basis;
    private final char stripe;
    private int hits;
    private byte used;

    /**
     * @param value the value, null for an absence
     * @param shareable whether callers may share the value, because nothing in it can change
     * @param since the number of the last invalidation before the load began
     * @param version the version of the entity that it holds, where there is one
     * @param loadedAt when the load began
     * @param basis what the value was computed from
     * @param stripe the place of its name, see {@link SharedTier#stripeOf}
     */
    public Entry(
            @Nullable Object value,
            boolean shareable,
            long since,
            @Nullable Long version,
            long loadedAt,
            long freshUntil,
            long staleUntil,
            Basis basis,
            char stripe) {
        this.value = value;
        this.shareable = shareable;
        this.since = since;
        this.version = version;
        this.loadedAt = loadedAt;
        this.freshUntil = freshUntil;
        this.staleUntil = staleUntil;
        this.basis = basis;
        this.stripe = stripe;
        // To be put is a use.
        this.used = timeOfUse(loadedAt);
    }

    public @Nullable Object value() {
        return value;
    }

    public boolean absent() {
        return value == null;
    }

    public boolean shareable() {
        return shareable;
    }

    public long since() {
        return since;
    }

    public @Nullable Long version() {
        return version;
    }

    public long loadedAt() {
        return loadedAt;
    }

    public long freshUntil() {
        return freshUntil;
    }

    public long staleUntil() {
        return staleUntil;
    }

    public Basis basis() {
        return basis;
    }

    public char stripe() {
        return stripe;
    }

    /** Whether nothing that the value was computed from has changed since its load began. */
    public boolean current() {
        return basis.holds(since);
    }

    public Freshness freshness(long now) {
        return Freshness.at(now, freshUntil, staleUntil);
    }

    public int hits() {
        return hits;
    }

    /**
     * Counts a hit, up to the greatest number there is. Plain fields: threads that hit at once may lose some, which is cheaper than
     * to agree.
     *
     * @param now the time, if need be a little late
     * @return whether it is the first for some time, so that {@link Tier#used} is to be told
     */
    public boolean hit(long now) {
        int next = hits + 1;
        if (next > 0) {
            hits = next;
        }
        byte then = timeOfUse(now);
        if (then == used) {
            return false;
        }
        used = then;
        return true;
    }

    /** Returns the time in units of about 34 ms, of which it takes 256 until one comes again. */
    private static byte timeOfUse(long now) {
        return (byte) (now >> 25);
    }
}
