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

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Those that want to know what the current thread reads: the load that it runs, and the look-ups whose value it will put. There is
 * none where there are no such, so that a hit finds out with one look.
 */
final class ReadScope {

    private static final ThreadLocal<@Nullable ReadScope> CURRENT = new ThreadLocal<>();

    private @Nullable Flight flight;
    private final List<Observation> begun = new ArrayList<>(2);

    private ReadScope() {}

    /** Returns that of the current thread; null where nobody wants to know. */
    static @Nullable ReadScope current() {
        return CURRENT.get();
    }

    /** Makes a load the one of the current thread, and returns the one that it runs within. */
    static @Nullable Flight enter(Flight flight) {
        ReadScope scope = opened();
        Flight outer = scope.flight;
        scope.flight = flight;
        return outer;
    }

    /** Ends what {@link #enter} began. */
    static void leave(@Nullable Flight outer) {
        ReadScope scope = opened();
        scope.flight = outer;
        scope.closeIfEmpty();
    }

    static void begin(Observation observation) {
        opened().begun.add(observation);
    }

    static void end(Observation observation) {
        ReadScope scope = CURRENT.get();
        if (scope != null && scope.begun.remove(observation)) {
            scope.closeIfEmpty();
        }
    }

    /** Returns the load that the thread runs; null where it runs none. */
    @Nullable
    Flight flight() {
        return flight;
    }

    List<Observation> takers() {
        List<Observation> takers = new ArrayList<>(begun);
        if (flight != null) {
            takers.add(flight.observation());
        }
        return takers;
    }

    private static ReadScope opened() {
        ReadScope scope = CURRENT.get();
        if (scope == null) {
            scope = new ReadScope();
            CURRENT.set(scope);
        }
        return scope;
    }

    private void closeIfEmpty() {
        if (flight == null && begun.isEmpty()) {
            CURRENT.remove();
        }
    }
}
