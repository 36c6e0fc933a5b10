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

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Who takes part, and what may happen to them. */
record Setting(List<Write> writes, List<Ask> asks, Set<Mishap> mishaps) {

    enum Mishap {
        ENTRIES_ARE_EVICTED,
        MESSAGES_ARE_LOST,
        REDIS_IS_LOST
    }

    static Setting of(List<Write> writes, List<Ask> asks, Mishap... mishaps) {
        return new Setting(writes, asks, mishaps.length == 0 ? EnumSet.noneOf(Mishap.class) : Set.of(mishaps));
    }

    int nodes() {
        int last = 0;
        for (Write write : writes) {
            last = Math.max(last, write.node());
        }
        for (Ask ask : asks) {
            last = Math.max(last, ask.node());
        }
        return last + 1;
    }

    boolean isNested() {
        return asks.stream().anyMatch(ask -> ask.key() == Name.OUTER);
    }

    boolean isAskedAt(int node) {
        return asks.stream().anyMatch(ask -> ask.node() == node);
    }

    /** Whether anybody asks how old a tombstone is. */
    boolean knowsOfAge() {
        return asks.stream().anyMatch(ask -> ask.is(Ask.How.IN_A_SESSION) || ask.is(Ask.How.LOOKING));
    }

    /** Lets Redis's time go on, if anybody looks at what happens to a name by then. */
    Fleet timed(Fleet fleet, Name name) {
        return name.isKey() && !knowsOfAge() ? fleet : fleet.later();
    }

    /** Returns the generations that an entry depends on. */
    int generationsOf(Name key) {
        return switch (key) {
            case COUNT -> Name.TYPE.bit();
            case OUTER ->
                Name.KEYS.bit() | (writes.stream().anyMatch(write -> write.row() == 1) ? Name.OTHER.bit() : 0);
            default -> 0;
        };
    }

    /** Returns what a write marks, as far as anybody here asks for it. */
    int namesOf(Write write) {
        int asked = 0;
        for (Ask ask : asks) {
            asked |= ask.key().bit() | generationsOf(ask.key()) | (ask.key() == Name.OUTER ? Name.ROW.bit() : 0);
        }
        return asked & (write.row() == 0 ? Name.ROW.bit() | Name.TYPE.bit() | Name.KEYS.bit() : Name.OTHER.bit());
    }

    int nodeOf(int flight) {
        return ask(flight).node();
    }

    /** Returns for whom a load is. */
    Ask ask(int flight) {
        return asks.get(flight % asks.size());
    }

    boolean isInner(int flight) {
        return flight >= asks.size();
    }
}
