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

import static io.wellspring.model.fleet.Ask.How.IN_A_SESSION;
import static io.wellspring.model.fleet.Ask.How.KNOWING;
import static io.wellspring.model.fleet.Ask.How.LOOKING;
import static io.wellspring.model.fleet.Ask.How.NEAR_ONLY;
import static io.wellspring.model.fleet.Ask.ask;
import static io.wellspring.model.fleet.Name.COUNT;
import static io.wellspring.model.fleet.Name.OUTER;
import static io.wellspring.model.fleet.Name.ROW;
import static io.wellspring.model.fleet.Setting.Mishap.MESSAGES_ARE_LOST;
import static io.wellspring.model.fleet.Setting.Mishap.REDIS_IS_LOST;
import static io.wellspring.model.fleet.Write.Fate.CANNOT_MARK;
import static io.wellspring.model.fleet.Write.Fate.DIES;
import static io.wellspring.model.fleet.Write.Fate.IS_LATE;
import static io.wellspring.model.fleet.Write.Fate.IS_NOT_MARKED;
import static io.wellspring.model.fleet.Write.Fate.ROLLS_BACK;
import static io.wellspring.model.fleet.Write.first;
import static io.wellspring.model.fleet.Write.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.model.Search;
import io.wellspring.model.fleet.Setting.Mishap;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A few writers and readers on nodes that share a Redis, in every order that their steps can come in. */
class FleetModelTests {

    enum Scenario {
        ROW_OF_ONE_WRITER(List.of(first(0, DIES)), List.of(ask(1, ROW), ask(1, ROW), ask(0, ROW))),
        ROW_OF_TWO_WRITERS(List.of(first(0, ROLLS_BACK), first(1)), List.of(ask(1, ROW), ask(0, ROW))),
        ROW_WHOSE_MESSAGES_ARE_LOST(List.of(first(0)), List.of(ask(1, ROW), ask(1, ROW)), MESSAGES_ARE_LOST),
        ROW_THAT_IS_NOT_MARKED(List.of(first(0, IS_NOT_MARKED)), List.of(ask(1, ROW), ask(0, ROW))),
        ROW_THAT_CANNOT_BE_MARKED(List.of(first(0, CANNOT_MARK)), List.of(ask(1, ROW), ask(0, ROW))),
        ROW_OF_A_LATE_COMMIT(List.of(first(0, IS_LATE)), List.of(ask(1, ROW), ask(1, ROW))),
        ROW_IN_A_LOST_RUN(List.of(first(0)), List.of(ask(1, ROW), ask(0, ROW)), REDIS_IS_LOST),
        ROW_IN_OLD_SESSIONS(List.of(first(0, DIES)), List.of(ask(1, ROW, IN_A_SESSION), ask(1, ROW))),
        LOOKED_AT(List.of(first(0, DIES)), List.of(ask(1, ROW, LOOKING), ask(1, ROW, LOOKING))),
        LOOKED_AT_BETWEEN_TWO_WRITERS(List.of(first(0, DIES), first(0, DIES)), List.of(ask(1, ROW, LOOKING))),
        LOOKED_AT_FOR_WHAT_IS_NEAR(
                List.of(first(0, ROLLS_BACK)),
                List.of(ask(1, ROW, LOOKING, NEAR_ONLY), ask(1, ROW, LOOKING, NEAR_ONLY))),
        LOOKED_AT_IN_OLD_SESSIONS(List.of(first(0)), List.of(ask(1, ROW, IN_A_SESSION, LOOKING), ask(1, ROW))),
        LOOKED_AT_IN_A_LOST_RUN(List.of(first(0)), List.of(ask(1, ROW, LOOKING)), REDIS_IS_LOST),
        COUNT_OF_A_KNOWN_TYPE(List.of(first(0, DIES)), List.of(ask(1, COUNT, KNOWING), ask(1, COUNT, KNOWING))),
        COUNT_OF_A_NEW_TYPE(List.of(first(0, DIES)), List.of(ask(1, COUNT), ask(1, COUNT))),
        COUNT_ON_TWO_NODES(List.of(first(0)), List.of(ask(0, COUNT, KNOWING), ask(1, COUNT))),
        COUNT_IN_OLD_SESSIONS(List.of(first(0)), List.of(ask(1, COUNT, IN_A_SESSION, KNOWING), ask(1, COUNT))),
        COUNT_THAT_CANNOT_BE_MARKED(List.of(first(0, CANNOT_MARK)), List.of(ask(1, COUNT), ask(0, COUNT, KNOWING))),
        COUNT_OF_A_LATE_COMMIT(List.of(first(0, IS_LATE)), List.of(ask(1, COUNT), ask(0, COUNT, KNOWING))),
        COUNT_WHOSE_MESSAGES_ARE_LOST(
                List.of(first(0)), List.of(ask(1, COUNT), ask(1, COUNT, KNOWING)), MESSAGES_ARE_LOST),
        COUNT_IN_A_LOST_RUN(List.of(first(0)), List.of(ask(1, COUNT)), REDIS_IS_LOST),
        COMPUTED(List.of(first(0)), List.of(ask(1, OUTER), ask(1, ROW))),
        COMPUTED_OF_WHAT_IS_NOT_MARKED(List.of(first(0, IS_NOT_MARKED)), List.of(ask(1, OUTER), ask(1, ROW))),
        COMPUTED_TWICE(List.of(first(0)), List.of(ask(1, OUTER), ask(1, OUTER))),
        COMPUTED_OF_TWO_ROWS(List.of(first(0), second(0)), List.of(ask(1, OUTER)));

        private final Setting setting;

        Scenario(List<Write> writes, List<Ask> asks, Mishap... mishaps) {
            setting = Setting.of(writes, asks, mishaps);
        }

        String counterexampleWithout(Set<FleetRule> rules) {
            FleetModel model = new FleetModel(EnumSet.complementOf(EnumSet.copyOf(rules)), setting);
            return String.join("\n", new Search<>(model).counterexampleFrom(Fleet.initial(setting)));
        }
    }

    @AfterEach
    void forget() {
        Same.forget();
    }

    @ParameterizedTest
    @EnumSource
    void nothingOlderIsReadThanACommitThatIsKnown(Scenario scenario) {
        assertThat(scenario.counterexampleWithout(EnumSet.noneOf(FleetRule.class)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void withoutAnyOneRuleSomethingOlderIsRead(FleetRule rule) {
        Scenario scenario = switch (rule) {
            case ENDS_TAKE_THE_LEASE,
                    ENDS_ARE_PUBLISHED_WHERE_NO_MARK_STOOD,
                    WHAT_WAS_NOT_MARKED_HAS_ENDED_BEFORE_THE_RETURN -> Scenario.ROW_THAT_IS_NOT_MARKED;
            case WHO_COULD_NOT_MARK_LEAVES_REDIS_ALONE, WHAT_WAS_NOT_MARKED_ENDS_AFTER_THE_COMMIT ->
                Scenario.ROW_THAT_CANNOT_BE_MARKED;
            case NEAR_ANSWERS_WHILE_THE_BUS_IS_PROVEN,
                    SUBSCRIBING_VOIDS_WHAT_IS_NEAR,
                    SUBSCRIBING_VOIDS_RUNNING_LOADS -> Scenario.ROW_WHOSE_MESSAGES_ARE_LOST;
            case A_NEW_RUN_IS_KNOWN_AT_ONCE, A_NEW_RUN_WAITS_FOR_LOST_MARKS -> Scenario.ROW_IN_A_LOST_RUN;
            case LOADS_STORE_ONLY_IN_THEIR_OWN_RUN -> Scenario.LOOKED_AT_IN_A_LOST_RUN;
            case OLD_SESSIONS_HEED_TOMBSTONES,
                    AGED_SESSIONS_DO_NOT_STORE,
                    AGE_IS_TAKEN_AFTER_THE_ANSWER,
                    OLD_SESSIONS_ARE_NOT_BOARDED -> Scenario.ROW_IN_OLD_SESSIONS;
            case OLD_SESSIONS_HEED_GENERATIONS -> Scenario.COUNT_IN_OLD_SESSIONS;
            case PUT_IS_REFUSED_AFTER_AN_INVALIDATION, PUT_IS_REFUSED_WHEN_IT_IS_LATE, LOOKS_TELL_OF_PENDING_MARKS ->
                Scenario.LOOKED_AT;
            case NEAR_PUTS_COME_AFTER_STORES, OLD_LOOKS_COUNT_FROM_THE_OPENING -> Scenario.LOOKED_AT_IN_OLD_SESSIONS;
            case HITS_ARE_HELD_TO_GENERATIONS,
                    GENERATIONS_ARE_READ_BEFORE_THE_LOAD,
                    PENDING_GENERATIONS_ARE_NOT_STORED -> Scenario.COUNT_OF_A_KNOWN_TYPE;
            case ENDS_MOVE_GENERATIONS,
                    LAPSED_COUNTS_AS_A_COMMIT,
                    FIRST_OBSERVED_IS_OLDER_THAN_THE_LEASE,
                    FIRST_OBSERVED_IS_NOT_PENDING,
                    FIRST_OBSERVED_IS_READ_BEFORE_OTHERS_ARE_ANSWERED -> Scenario.COUNT_OF_A_NEW_TYPE;
            case ENDS_OF_KEYS_COME_FIRST -> Scenario.COMPUTED_OF_WHAT_IS_NOT_MARKED;
            case OUTER_ENTRIES_INHERIT, NESTED_READS_PASS_THE_NEAR_TIER, NESTED_READS_BOARD_ONLY_YOUNGER_LOADS ->
                Scenario.COMPUTED;
            default -> Scenario.ROW_OF_ONE_WRITER;
        };
        assertThat(scenario.counterexampleWithout(Set.of(rule))).isNotEmpty();
    }
}
