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
 * A transaction.
 *
 * @param toMark the names that it has still to mark
 * @param toEnd the names whose end it has still to tell
 * @param late the names whose mark was given up, and may come yet
 * @param version which version of its row it has committed
 * @param failed whether it could not mark everything
 * @param lapsed whether a mark of it lapsed before its commit
 * @param run under which run of Redis it began to mark
 */
record Writer(Phase phase, int toMark, int toEnd, int late, int version, boolean failed, boolean lapsed, int run) {

    enum Phase {
        TO_BEGIN,
        MARKING,
        COMMITTED,
        RETURNED,
        ROLLED_BACK,
        /** Of what it had still to do nothing will come. */
        DIED,
        DIED_AFTER_ITS_RETURN
    }

    static final Writer NEW = new Writer(Phase.TO_BEGIN, 0, 0, 0, 0, false, false, 0);

    boolean hasCommitted() {
        return version > 0;
    }

    boolean hasReturned() {
        return phase == Phase.RETURNED || phase == Phase.DIED_AFTER_ITS_RETURN;
    }

    Writer begun(int names, int inRun) {
        return new Writer(Phase.MARKING, names, names, 0, 0, false, false, inRun);
    }

    Writer to(Phase next) {
        return new Writer(next, toMark, toEnd, late, version, failed, lapsed, run);
    }

    Writer dies() {
        return new Writer(
                phase == Phase.RETURNED ? Phase.DIED_AFTER_ITS_RETURN : Phase.DIED,
                toMark,
                toEnd,
                0,
                version,
                failed,
                lapsed,
                run);
    }

    Writer marked(Name name) {
        int bit = ~name.bit();
        return new Writer(phase, toMark & bit, toEnd, late & bit, version, failed, lapsed, run);
    }

    Writer ended(Name name) {
        return new Writer(phase, toMark, toEnd & ~name.bit(), late, version, failed, lapsed, run);
    }

    Writer gaveUp() {
        return new Writer(phase, 0, toEnd, toMark, version, true, lapsed, run);
    }

    Writer committed(int newVersion) {
        return new Writer(Phase.COMMITTED, toMark, toEnd, late, newVersion, failed, lapsed, run);
    }

    Writer lapses() {
        return new Writer(phase, toMark, toEnd, late, version, failed, true, run);
    }
}
