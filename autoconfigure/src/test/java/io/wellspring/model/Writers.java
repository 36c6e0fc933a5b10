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
package io.wellspring.model;

import static io.wellspring.model.Rule.ANNOUNCED_BEFORE_THE_COMMIT;
import static io.wellspring.model.Rule.LAPSED_IS_ANNOUNCED_AGAIN;
import static io.wellspring.model.Rule.NOT_SETTLED_WHILE_ANNOUNCED;
import static io.wellspring.model.Rule.STATE_AFTER_IS_ANNOUNCED;
import static io.wellspring.model.Rule.STATE_BEFORE_IS_ANNOUNCED;
import static io.wellspring.model.Rule.WHAT_IS_ANNOUNCED_AGAIN_DOES_NOT_LAPSE;
import static io.wellspring.model.State.NONE;

import io.wellspring.model.State.Entry;
import io.wellspring.model.State.Flight;
import io.wellspring.model.State.Key;
import io.wellspring.model.State.Noted;
import io.wellspring.model.State.Phase;
import io.wellspring.model.State.Row;
import io.wellspring.model.State.Write;
import io.wellspring.model.State.Writer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The steps of writers: each of their numbers, invalidations, commits and returns is one.
 *
 * @param lapsing the greatest number whose mark may lapse
 */
record Writers(Set<Rule> rules, int lapsing) {

    void stepsOf(int index, State state, BiConsumer<String, State> steps) {
        Writer writer = state.writers().get(index);
        int number = writer.number();
        switch (writer.phase()) {
            case TO_BEGIN -> {
                // Who has flushed holds the row until he commits.
                if (state.writers().stream().noneMatch(other -> other.phase() == Phase.ANNOUNCING)) {
                    Writer begun = writer.announcing(Phase.ANNOUNCING, state.newest(), NONE);
                    if (rules.contains(ANNOUNCED_BEFORE_THE_COMMIT)) {
                        steps.accept("flushes, takes a number", taken(state, index, begun));
                    } else {
                        steps.accept("commits", committed(state, index, begun));
                    }
                }
            }
            case ANNOUNCING -> {
                if (writer.announced() < invalidations(state, writer).size()) {
                    announceNext(index, state, steps);
                } else {
                    steps.accept("commits", committed(state, index, writer));
                    steps.accept(
                            "rolls back", state.withUnderWay(number, false).with(index, writer.to(Phase.ROLLED_BACK)));
                }
            }
            case COMMITTED -> {
                if (number == NONE || (writer.lapsed() && rules.contains(LAPSED_IS_ANNOUNCED_AGAIN))) {
                    steps.accept("takes a number", taken(state, index, writer.to(Phase.ANNOUNCING_AGAIN)));
                } else {
                    steps.accept("returns", returned(state, index, writer));
                }
            }
            case ANNOUNCING_AGAIN -> {
                if (writer.announced() < invalidations(state, writer).size()) {
                    announceNext(index, state, steps);
                } else {
                    steps.accept("returns", returned(state, index, writer));
                }
            }
            case RETURNED, ROLLED_BACK -> {}
        }
        boolean again = writer.phase() == Phase.ANNOUNCING_AGAIN;
        if (number <= lapsing
                && state.underWay().contains(number)
                && !(again && rules.contains(WHAT_IS_ANNOUNCED_AGAIN_DOES_NOT_LAPSE))) {
            steps.accept("lapses", state.withUnderWay(number, false).with(index, writer.lapses()));
        }
    }

    private State taken(State state, int index, Writer writer) {
        int number = state.last() + 1;
        State taken = state.withTaken(number).with(index, writer.announcing(writer.phase(), writer.base(), number));
        return rules.contains(NOT_SETTLED_WHILE_ANNOUNCED) ? taken.withUnderWay(number, true) : taken;
    }

    private static State committed(State state, int index, Writer writer) {
        Row before = state.rows().get(writer.base());
        return state.withCommitted(writer.write().of(before)).with(index, writer.to(Phase.COMMITTED));
    }

    private static State returned(State state, int index, Writer writer) {
        return state.withUnderWay(writer.number(), false).with(index, writer.to(Phase.RETURNED));
    }

    private void announceNext(int index, State state, BiConsumer<String, State> steps) {
        Writer writer = state.writers().get(index);
        List<Noted> all = invalidations(state, writer);
        Noted next = all.get(writer.announced());
        State announced = invalidated(state, next, writer.number()).with(index, writer.announcedOne());
        boolean last = writer.announced() + 1 == all.size();
        boolean late = last && !rules.contains(NOT_SETTLED_WHILE_ANNOUNCED);
        steps.accept("invalidates " + next, late ? announced.withUnderWay(writer.number(), true) : announced);
    }

    private List<Noted> invalidations(State state, Writer writer) {
        if (writer.write() == Write.BULK_MOVE) {
            return List.of(Noted.ANY, Noted.BULK);
        }
        if (writer.lapsed() && writer.phase() == Phase.ANNOUNCING_AGAIN) {
            return List.of(Noted.ANY, Noted.BULK, Noted.LISTS, Noted.LISTS_CHANGED);
        }
        Row before = state.rows().get(writer.base());
        Set<Noted> all = new LinkedHashSet<>(List.of(Noted.ANY, Noted.BY_ID));
        if (rules.contains(STATE_BEFORE_IS_ANNOUNCED)) {
            all.add(listWith(before));
        }
        if (rules.contains(STATE_AFTER_IS_ANNOUNCED)) {
            all.add(listWith(writer.write().of(before)));
        }
        return List.copyOf(all);
    }

    private static Noted listWith(Row row) {
        return row.inB() ? Noted.LIST_B : Noted.LIST_A;
    }

    /** What is done to one key is one step: it excludes stores and joins of that key. */
    private static State invalidated(State state, Noted what, int number) {
        State noted = state.withNoted(what, number);
        return switch (what) {
            case LIST_A -> without(Key.LIST_A, noted).withNoted(Noted.LISTS_CHANGED, number);
            case LIST_B -> without(Key.LIST_B, noted).withNoted(Noted.LISTS_CHANGED, number);
            case BY_ID -> without(Key.BY_ID, noted);
            case LISTS, LISTS_CHANGED, ANY, BULK -> noted;
        };
    }

    private static State without(Key key, State state) {
        return state.with(key, Entry.ABSENT).with(key, Flight.NONE);
    }
}
