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
package io.wellspring.policy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * For how long the entries of a cache live.
 *
 * @param ttl for how long an entry is fresh
 * @param staleTtl for how long after that it is served while it is refreshed
 * @param nullTtl for how long a cached absence is fresh; it is never served stale
 * @param jitter the share of the fresh time, from 0 to 1, by which it is shortened at random, so that entries that were
 *     loaded together do not expire together
 */
public record Lifetimes(Duration ttl, Duration staleTtl, Duration nullTtl, double jitter) {

    /** 146 years: far enough, and differences of ticker values still do not overflow. */
    private static final long FOREVER = 1L << 62;

    /** Returns the deadline of freshness, in nanoseconds after the load began. Random is from 0 up to 1, exclusive. */
    public long freshNanos(boolean absent, @Nullable Duration override, double random) {
        Duration fresh = override != null ? override : absent ? nullTtl : ttl;
        long nanos = saturated(fresh);
        return nanos - (long) (nanos * jitter * random);
    }

    /** Returns for how many nanoseconds after the fresh time an entry is served stale. */
    public long staleNanos(boolean absent, @Nullable Duration override) {
        return absent ? 0 : saturated(override != null ? override : staleTtl);
    }

    private static long saturated(Duration duration) {
        // Two lifetimes are added, so that each may be half of what fits.
        return duration.compareTo(Duration.ofNanos(FOREVER / 2)) > 0 ? FOREVER / 2 : duration.toNanos();
    }
}
