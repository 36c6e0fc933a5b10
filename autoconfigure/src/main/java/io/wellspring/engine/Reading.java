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

import io.wellspring.store.Found;

/**
 * A look-up that found nothing, and whose value is still to be put: what the thread reads between the two is what the value is
 * computed from.
 */
public final class Reading {

    private final Moment opened;
    private final long began;
    private final Observation observation;
    private volatile Found.Permit permit = Found.Permit.ALONE;

    /**
     * @param opened when the session was opened that it reads in; now where there is none
     * @param began now
     */
    Reading(Moment opened, long began, Observation observation) {
        this.opened = opened;
        this.began = began;
        this.observation = observation;
    }

    Moment opened() {
        return opened;
    }

    long began() {
        return began;
    }

    /** Whether it reads in a session that was open before. */
    boolean inOldSession() {
        return opened.nanos() != began;
    }

    /** What leave the shared tier has given to store the value. */
    Found.Permit permit() {
        return permit;
    }

    void allow(Found.Permit given) {
        permit = given;
    }

    Observation observation() {
        return observation;
    }

    /** Returns the one of two that saw the older state. */
    public Reading orOlder(Reading other) {
        return other.opened.number() < opened.number() ? other : this;
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
