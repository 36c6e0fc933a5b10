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

import java.util.concurrent.atomic.LongAdder;

/** The counters behind the statistics: striped, so that threads that hit at once do not meet. */
final class Counters {

    final LongAdder hits = new LongAdder();
    final LongAdder staleHits = new LongAdder();
    final LongAdder negativeHits = new LongAdder();
    final LongAdder misses = new LongAdder();
    /** Misses of this node that the shared tier has answered. */
    final LongAdder sharedHits = new LongAdder();

    final LongAdder loads = new LongAdder();
    final LongAdder loadFailures = new LongAdder();
    final LongAdder coalesced = new LongAdder();
    final LongAdder refreshes = new LongAdder();
    final LongAdder refreshesDropped = new LongAdder();
    final LongAdder invalidations = new LongAdder();
    final LongAdder loadNanos = new LongAdder();

    CacheStatistics snapshot(long evictions) {
        // In this order: there are never more of these than misses.
        long shared = sharedHits.sum();
        return new CacheStatistics(
                hits.sum() + shared,
                staleHits.sum(),
                negativeHits.sum(),
                misses.sum() - shared,
                loads.sum(),
                loadFailures.sum(),
                coalesced.sum(),
                refreshes.sum(),
                refreshesDropped.sum(),
                invalidations.sum(),
                evictions,
                loadNanos.sum());
    }
}
