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

import static io.wellspring.model.fleet.FleetRule.BOARDING_IS_FENCED;
import static io.wellspring.model.fleet.FleetRule.BYPASSES_ARE_NOT_BOARDED;
import static io.wellspring.model.fleet.FleetRule.FIRST_OBSERVED_IS_READ_BEFORE_OTHERS_ARE_ANSWERED;
import static io.wellspring.model.fleet.FleetRule.LOADS_COUNT_FROM_WHAT_IS_SETTLED;
import static io.wellspring.model.fleet.FleetRule.NEAR_ANSWERS_WHILE_THE_BUS_IS_PROVEN;
import static io.wellspring.model.fleet.FleetRule.NESTED_READS_BOARD_ONLY_YOUNGER_LOADS;
import static io.wellspring.model.fleet.FleetRule.NESTED_READS_PASS_THE_NEAR_TIER;
import static io.wellspring.model.fleet.FleetRule.OLD_SESSIONS_ARE_NOT_BOARDED;

import io.wellspring.model.fleet.Ask.How;
import io.wellspring.model.fleet.Node.Bus;
import java.util.Set;
import java.util.function.BiConsumer;

/** How somebody comes to an answer: near, from a load that runs, or from one of his own. */
record ReaderSteps(Set<FleetRule> rules, Setting setting, Local local, Promise promise, Answers answers) {

    void stepsOf(int index, Fleet fleet, BiConsumer<String, Fleet> steps) {
        Reader reader = fleet.readers().get(index);
        Ask ask = setting.asks().get(index);
        if (reader.phase() == Reader.Phase.TO_BEGIN) {
            // Which of two that are alike begins makes no difference.
            if (index > 0
                    && setting.asks().get(index - 1).equals(ask)
                    && fleet.readers().get(index - 1).phase() == Reader.Phase.TO_BEGIN) {
                return;
            }
            boolean session = ask.is(How.IN_A_SESSION);
            Reader begun = reader.begins(
                    session ? fleet.clock() : 0,
                    session ? fleet.rows() : Versions.NONE,
                    promise.returned(fleet, ask.node()),
                    promise.heard(fleet, ask.node()));
            if (session) {
                steps.accept("opens its session", fleet.with(index, begun));
            } else {
                ask(index, fleet.with(index, begun), steps);
            }
        } else if (reader.phase() == Reader.Phase.ASKING) {
            ask(index, fleet, steps);
        }
    }

    private void ask(int index, Fleet fleet, BiConsumer<String, Fleet> steps) {
        Ask ask = setting.asks().get(index);
        Reader reader = fleet.readers().get(index);
        Entry near = fleet.nodes().get(ask.node()).near(ask.key());
        if (!near.equals(Entry.ABSENT) && nearAnswers(fleet, ask.node())) {
            steps.accept("hits near", answers.answered(fleet, index, near.value(), reader.heard()));
            return;
        }
        boolean boards = false;
        if (fleet.nodes().get(ask.node()).bus() != Bus.SILENT) {
            for (int other = 0; other < fleet.flights().size(); other++) {
                if (other != index && mayBoard(fleet, other, ask.node(), ask.key())) {
                    Flight flight = fleet.flights().get(other);
                    Fleet boarded = isAnswered(flight)
                            ? answers.answered(fleet, index, flight.value(), reader.heard())
                            : fleet.with(index, reader.boards(other));
                    steps.accept("boards load " + other, boarded);
                    boards = true;
                }
            }
        }
        // A flight of his own that stores yet is one that he was answered by.
        if (!boards && !fleet.flights().get(index).runs()) {
            steps.accept("begins", begun(fleet.with(index, reader.loads()), index, ask.key()));
        }
    }

    /** Lets a load ask for what it is computed from. */
    void askInner(int outer, Fleet fleet, BiConsumer<String, Fleet> steps) {
        int node = setting.nodeOf(outer);
        Flight flight = fleet.flights().get(outer);
        Entry near = fleet.nodes().get(node).near(Name.ROW);
        if (!rules.contains(NESTED_READS_PASS_THE_NEAR_TIER)
                && !near.equals(Entry.ABSENT)
                && nearAnswers(fleet, node)) {
            steps.accept(
                    "hits near within",
                    fleet.with(outer, flight.inherits(near.value().first())));
        }
        int own = outer + setting.asks().size();
        boolean boards = false;
        for (int other = 0; other < fleet.flights().size(); other++) {
            boolean younger =
                    (flight.younger() & 1 << other) != 0 || !rules.contains(NESTED_READS_BOARD_ONLY_YOUNGER_LOADS);
            if (other != own && younger && mayBoard(fleet, other, node, Name.ROW)) {
                Flight inner = fleet.flights().get(other);
                Flight boarded =
                        isAnswered(inner) ? flight.inherits(inner.value().first()) : flight.boards(other);
                steps.accept("boards load " + other + " within", fleet.with(outer, boarded));
                boards = true;
            }
        }
        if (!boards && !fleet.flights().get(own).runs()) {
            Fleet waiting = fleet.with(outer, flight.to(Flight.Phase.LOADING_INNER));
            steps.accept("begins within", begun(waiting, own, Name.ROW));
        }
    }

    private Fleet begun(Fleet fleet, int index, Name key) {
        Ask ask = setting.ask(index);
        Reader reader = fleet.readers().get(index % setting.asks().size());
        Flight outer = setting.isInner(index)
                ? fleet.flights().get(index - setting.asks().size())
                : Flight.NONE;
        int moved = rules.contains(LOADS_COUNT_FROM_WHAT_IS_SETTLED) ? local.underWay(fleet, ask.node()) : 0;
        Flight flight = Flight.of(
                key,
                moved & (key.bit() | setting.generationsOf(key)),
                outer.runs() ? outer.opened() : reader.opened(),
                outer.runs() ? outer.aged() : reader.aged(),
                fleet.spaceOf(ask.node()));
        Fleet begun = fleet.with(index, flight);
        for (int other = 0; other < fleet.flights().size(); other++) {
            Flight older = fleet.flights().get(other);
            if (older.key() == Name.OUTER && older.at() > 0 && setting.nodeOf(other) == ask.node()) {
                begun = begun.with(other, older.younger(index));
            }
        }
        if (answers.isShut(fleet, ask.node())) {
            // What was read before it opens again must not be held against what is found then.
            return begun.with(index, begun.flights().get(index).alone());
        }
        return ask.is(How.KNOWING) ? answers.read(begun, index, setting.generationsOf(key)) : begun;
    }

    private boolean nearAnswers(Fleet fleet, int node) {
        boolean proven = fleet.nodes().get(node).bus() != Bus.SILENT;
        return (proven || !rules.contains(NEAR_ANSWERS_WHILE_THE_BUS_IS_PROVEN)) && !answers.isShut(fleet, node);
    }

    private boolean mayBoard(Fleet fleet, int other, int node, Name key) {
        Flight flight = fleet.flights().get(other);
        if (!flight.runs() || flight.key() != key || setting.nodeOf(other) != node) {
            return false;
        }
        boolean permitted = (flight.ended() & answers.known(flight)) == 0 || !rules.contains(BOARDING_IS_FENCED);
        boolean shared = !(flight.bypass() || flight.pending()) || !rules.contains(BYPASSES_ARE_NOT_BOARDED);
        boolean fresh = flight.opened() == 0 || !rules.contains(OLD_SESSIONS_ARE_NOT_BOARDED);
        return permitted && shared && fresh;
    }

    /** Whether what it has loaded may be passed on at once. */
    private boolean isAnswered(Flight flight) {
        boolean observed = flight.phase() == Flight.Phase.LOADED && answers.hasObserved(flight);
        return flight.hasValue() && !(observed && rules.contains(FIRST_OBSERVED_IS_READ_BEFORE_OTHERS_ARE_ANSWERED));
    }
}
