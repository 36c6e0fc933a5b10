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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Goes through every order of steps, the shortest first, until there is a fault or no other state. */
final class Search {

    private record Step(State from, String name) {}

    private final Writers writers;
    private final Readers readers;
    private final Map<State, Step> reachedBy = new HashMap<>();
    private final Deque<State> next = new ArrayDeque<>();
    private final List<String> counterexample = new ArrayList<>();

    Search(Set<Rule> rules, int lapsing) {
        writers = new Writers(rules, lapsing);
        readers = new Readers(rules);
    }

    /** Returns the steps to a fault, and the fault; empty where there is none. */
    List<String> counterexampleFrom(State initial) {
        reachedBy.put(initial, new Step(initial, "begin"));
        next.add(initial);
        while (!next.isEmpty() && counterexample.isEmpty()) {
            State state = next.remove();
            for (int i = 0; i < state.writers().size(); i++) {
                String name = "writer " + i + " ";
                writers.stepsOf(i, state, (step, to) -> reached(to, new Step(state, name + step)));
            }
            for (int i = 0; i < state.readers().size(); i++) {
                String name = "reader " + i + " ";
                readers.stepsOf(i, state, (step, to) -> reached(to, new Step(state, name + step)));
            }
        }
        return counterexample;
    }

    private void reached(State state, Step by) {
        if (counterexample.isEmpty() && reachedBy.putIfAbsent(state, by) == null) {
            faultOf(state).ifPresentOrElse(fault -> explain(state, fault), () -> next.add(state));
        }
    }

    private Optional<String> faultOf(State state) {
        for (State.Key key : State.Key.values()) {
            if (readers.answers(state, key)
                    && !state.isRight(key, state.entry(key).content(), state.promised(key))) {
                return Optional.of(key + " answers with " + state.entry(key));
            }
        }
        if (state.readers().stream().anyMatch(reader -> reader.doing().equals(new State.Answered(false)))) {
            return Optional.of("a reader was answered with what is older than his question");
        }
        boolean over = state.writers().stream().allMatch(State.Writer::isOver);
        return over && state.settled() != state.last()
                ? Optional.of("numbers are left that are not settled")
                : Optional.empty();
    }

    private void explain(State last, String fault) {
        counterexample.add(fault);
        State state = last;
        for (Step by = reachedBy.get(state); !by.from().equals(state); by = reachedBy.get(state)) {
            counterexample.add(by.name());
            state = by.from();
        }
        Collections.reverse(counterexample);
    }
}
