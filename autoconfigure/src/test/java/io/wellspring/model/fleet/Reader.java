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
package io.wellspring.model.fleet;

/**
 * Somebody who asks.
 *
 * @param opened when his session was opened, nought where he has none
 * @param snapshot the rows that his session shows
 * @param aged whether tombstones may have gone that were set since
 * @param promised what he must not miss in what the database or Redis gives
 * @param heard what he must not miss in what this node has
 * @param boarded the load that he waits for
 */
record Reader(
        Phase phase, int opened, Versions snapshot, boolean aged, Versions promised, Versions heard, int boarded) {

    enum Phase {
        TO_BEGIN,
        ASKING,
        LOADING,
        BOARDED,
        ANSWERED,
        ANSWERED_WRONG
    }

    static final Reader NEW = of(Phase.TO_BEGIN);
    static final Reader ANSWERED = of(Phase.ANSWERED);
    static final Reader ANSWERED_WRONG = of(Phase.ANSWERED_WRONG);

    private static Reader of(Phase phase) {
        return new Reader(phase, 0, Versions.NONE, false, Versions.NONE, Versions.NONE, -1);
    }

    Reader begins(int time, Versions rows, Versions newPromised, Versions newHeard) {
        return new Reader(Phase.ASKING, time, rows, false, newPromised, newHeard, -1);
    }

    Reader asks() {
        return new Reader(Phase.ASKING, opened, snapshot, aged, promised, heard, -1);
    }

    Reader loads() {
        return new Reader(Phase.LOADING, opened, snapshot, aged, promised, heard, -1);
    }

    Reader boards(int flight) {
        return new Reader(Phase.BOARDED, opened, snapshot, aged, promised, heard, flight);
    }

    Reader ages() {
        return new Reader(phase, opened, snapshot, true, promised, heard, boarded);
    }
}
