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

import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** The counters behind the statistics: striped, so that threads that hit at once do not meet. */
final class Counters {

    private static final Log logger = LogFactory.getLog(Counters.class);

    final LongAdder hits = new LongAdder();
    final LongAdder negativeHits = new LongAdder();
    final LongAdder misses = new LongAdder();
    /** Misses of this node that the shared tier has answered. */
    final LongAdder sharedHits = new LongAdder();

    final LongAdder coalesced = new LongAdder();
    final LongAdder refreshes = new LongAdder();
    final LongAdder reloads = new LongAdder();
    final LongAdder refreshesDropped = new LongAdder();
    final LongAdder changes = new LongAdder();
    final LongAdder typeChanges = new LongAdder();
    final LongAdder calls = new LongAdder();

    private final LongAdder staleHits = new LongAdder();
    private final LongAdder loads = new LongAdder();
    private final LongAdder loadFailures = new LongAdder();
    private final LongAdder loadNanos = new LongAdder();
    private final CopyOnWriteArrayList<CacheObserver> observers = new CopyOnWriteArrayList<>();
    private final String cache;

    Counters(String cache) {
        this.cache = cache;
    }

    void add(CacheObserver observer) {
        observers.addIfAbsent(observer);
    }

    void loaded(long nanos, boolean failed) {
        loads.increment();
        loadNanos.add(nanos);
        if (failed) {
            loadFailures.increment();
        }
        tell(observer -> observer.loaded(nanos));
    }

    /** @param nanos for how long it had not been fresh */
    void servedStale(long nanos) {
        staleHits.increment();
        tell(observer -> observer.servedStale(nanos));
    }

    /** Drops an observer that throws: a metric that cannot be kept must not spoil what it counts. */
    private void tell(Consumer<CacheObserver> event) {
        for (CacheObserver observer : observers) {
            try {
                event.accept(observer);
            } catch (RuntimeException e) {
                // Of several threads that see it throw, the one that removes it tells of it.
                if (observers.remove(observer)) {
                    logger.warn(
                            "What observes the loads and stale hits of cache '" + cache
                                    + "' failed and hears of no more of them; reads go on as before",
                            e);
                }
            }
        }
    }

    CacheStatistics snapshot(long evictions) {
        // In this order: there are never more of these than misses.
        long shared = sharedHits.sum();
        long byChange = changes.sum();
        long byType = typeChanges.sum();
        long byCall = calls.sum();
        return new CacheStatistics(
                hits.sum() + shared,
                shared,
                staleHits.sum(),
                negativeHits.sum(),
                misses.sum() - shared,
                loads.sum(),
                loadFailures.sum(),
                coalesced.sum(),
                refreshes.sum(),
                reloads.sum(),
                refreshesDropped.sum(),
                byChange + byType + byCall,
                byChange,
                byType,
                evictions,
                loadNanos.sum());
    }
}
