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

import io.wellspring.store.Entry;
import io.wellspring.store.Generation;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The wait of one caller for a flight. What the flight brings is right for him only if it is not older than his call: if nothing
 * that it was computed from has changed between the flight's beginning and his.
 *
 * <p>What the flight had read by then is looked at when he begins to wait. What it reads later by a statement, it reads as
 * it is then; but some of it comes to be known only once it is read, as what a second-level cache answers. So of what was
 * not known when he began, nothing may have changed at all.
 */
final class Waiting {

    /** For a flight that the caller himself began. */
    static final Waiting FOR_OWN = new Waiting(null, Set.of(), true);

    private final @Nullable Flight flight;
    private final Set<Generation> known;
    private final boolean unchanged;

    private Waiting(@Nullable Flight flight, Set<Generation> known, boolean unchanged) {
        this.flight = flight;
        this.known = known;
        this.unchanged = unchanged;
    }

    /** @param ended the greatest number of an invalidation that has ended */
    static Waiting forOthers(Flight flight, long ended) {
        Set<Generation> known = flight.observation().generations();
        known.removeIf(generation -> generation.last() > flight.since);
        return new Waiting(flight, known, ended <= flight.since);
    }

    boolean accepts(Entry entry) {
        if (flight == null || flight.inSnapshot()) {
            // A flight in a snapshot is boarded only where nothing at all has changed since it began.
            return true;
        }
        if (!entry.basis().complete() && !unchanged) {
            // Nobody can tell what it has read.
            return false;
        }
        for (Generation generation : entry.basis().generations()) {
            if (generation.last() > entry.since() && !known.contains(generation)) {
                return false;
            }
        }
        return true;
    }
}
