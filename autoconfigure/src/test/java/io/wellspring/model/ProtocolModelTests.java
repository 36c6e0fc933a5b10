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
import static io.wellspring.model.Rule.NOT_SETTLED_WHILE_ANNOUNCED;
import static io.wellspring.model.State.Key.ALL;
import static io.wellspring.model.State.Key.BY_ID;
import static io.wellspring.model.State.Key.LIST_A;
import static io.wellspring.model.State.Key.LIST_B;
import static io.wellspring.model.State.Key.OUTER;
import static io.wellspring.model.State.Write.BULK_MOVE;
import static io.wellspring.model.State.Write.CHANGE;
import static io.wellspring.model.State.Write.MOVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.model.State.Key;
import io.wellspring.model.State.Reader;
import io.wellspring.model.State.Session;
import io.wellspring.model.State.Write;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A few writers of one row and readers of what is computed from it, in every order that their steps can come in. */
class ProtocolModelTests {

    private static final int ANY_NUMBER = Integer.MAX_VALUE;

    enum Scenario {
        LISTS(0, List.of(MOVE, CHANGE), reader(LIST_A), reader(LIST_A), reader(LIST_B)),
        ROW(0, List.of(MOVE, CHANGE), reader(BY_ID), reader(BY_ID, Session.OLD)),
        COUNT(0, List.of(MOVE, CHANGE), reader(ALL), reader(ALL, Session.TRANSACTION)),
        COMPUTED(0, List.of(MOVE, CHANGE), reader(OUTER), reader(OUTER), reader(LIST_A)),
        COMPUTED_IN_A_TRANSACTION(0, List.of(MOVE, CHANGE), reader(OUTER), reader(OUTER, Session.TRANSACTION)),
        BULK(0, List.of(BULK_MOVE, CHANGE), reader(OUTER), reader(BY_ID)),
        FIRST_COMMIT_IS_LATE(1, List.of(MOVE, CHANGE), reader(OUTER), reader(LIST_A)),
        COMMITS_ARE_LATE(ANY_NUMBER, List.of(MOVE, CHANGE), reader(OUTER)),
        ONE_WRITER(ANY_NUMBER, List.of(MOVE), reader(OUTER), reader(LIST_A));

        private final int lapsing;
        private final List<Write> writes;
        private final List<Reader> readers;

        /** @param lapsing the greatest number whose mark may lapse */
        Scenario(int lapsing, List<Write> writes, Reader... readers) {
            this.lapsing = lapsing;
            this.writes = writes;
            this.readers = List.of(readers);
        }

        private static Reader reader(Key key) {
            return reader(key, Session.NONE);
        }

        private static Reader reader(Key key, Session session) {
            return State.reader(key, session);
        }

        String counterexampleWithout(Set<Rule> rules) {
            Protocol protocol = new Protocol(EnumSet.complementOf(EnumSet.copyOf(rules)), lapsing);
            Search<State> search = new Search<>(protocol);
            List<String> steps = search.counterexampleFrom(
                    State.initial(writes.stream().map(State::writer).toList(), readers));
            return String.join("\n", steps);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoReadsAfterACommitHasReturnedReadsNothingOlder(Scenario scenario) {
        assertThat(scenario.counterexampleWithout(EnumSet.noneOf(Rule.class))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void withoutAnyOneRuleSomethingOlderIsRead(Rule rule) {
        Scenario scenario = switch (rule) {
            case LAPSED_IS_ANNOUNCED_AGAIN, WHAT_IS_ANNOUNCED_AGAIN_DOES_NOT_LAPSE -> Scenario.ONE_WRITER;
            case OLD_SESSIONS_COUNT_FROM_THEIR_OPENING -> Scenario.ROW;
            case HITS_ARE_HELD_TO_GENERATIONS, SNAPSHOTS_ARE_JOINED_ONLY_IF_NO_NUMBER_HAS_ENDED_SINCE -> Scenario.COUNT;
            case OUTER_ENTRIES_INHERIT, WHO_WAITED_LOOKS_AT_WHAT_WAS_READ -> Scenario.COMPUTED;
            default -> Scenario.LISTS;
        };
        assertThat(scenario.counterexampleWithout(Set.of(rule))).isNotEmpty();
    }

    /** A second one may return first, who has built on his commit. */
    @Test
    void oneWriterAloneMayAnnounceAfterHisCommitUnderANumberThatIsNotSettledMeanwhile() {
        Scenario scenario = Scenario.ONE_WRITER;
        assertThat(scenario.counterexampleWithout(Set.of(ANNOUNCED_BEFORE_THE_COMMIT)))
                .isEmpty();
        assertThat(scenario.counterexampleWithout(Set.of(ANNOUNCED_BEFORE_THE_COMMIT, NOT_SETTLED_WHILE_ANNOUNCED)))
                .isNotEmpty();
    }
}
