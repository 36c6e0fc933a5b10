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

/**
 * A look-up that found nothing, and whose value is still to be put: what the thread reads between the two is what the value is
 * computed from.
 */
public final class Reading {

    private final long since;
    private final Observation observation;

    Reading(long since, Observation observation) {
        this.since = since;
        this.observation = observation;
    }

    long since() {
        return since;
    }

    Observation observation() {
        return observation;
    }

    /** Returns the one of two that saw the older state. */
    public Reading orOlder(Reading other) {
        return other.since < since ? other : this;
    }

    /** Takes down what the current thread reads from now on. */
    public void begin() {
        Reads.begin(observation);
    }

    /** Ends what {@link #begin()} began. */
    public void end() {
        Reads.end(observation);
    }
}
