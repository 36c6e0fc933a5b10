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

/** Goes through every order of steps, the shortest first, until there is a fault or no other state. */
public final class Search<S> {

    private final Model<S> model;
    private final Map<S, S> reachedFrom = new HashMap<>();
    private final Deque<S> next = new ArrayDeque<>();
    private final List<String> counterexample = new ArrayList<>();

    public Search(Model<S> model) {
        this.model = model;
    }

    /** Returns the steps to a fault, and the fault; empty where there is none. */
    public List<String> counterexampleFrom(S initial) {
        reachedFrom.put(initial, initial);
        next.add(initial);
        while (!next.isEmpty() && counterexample.isEmpty()) {
            S state = next.remove();
            model.stepsFrom(state, (step, to) -> reached(to, state));
        }
        return counterexample;
    }

    /** Returns how many states were reached. */
    public int states() {
        return reachedFrom.size();
    }

    private void reached(S state, S from) {
        if (counterexample.isEmpty() && reachedFrom.putIfAbsent(state, from) == null) {
            Optional<String> fault = model.faultOf(state);
            fault.ifPresentOrElse(found -> explain(state, found), () -> next.add(state));
        }
    }

    private void explain(S last, String fault) {
        counterexample.add(fault);
        S state = last;
        for (S from = reachedFrom.get(state); !from.equals(state); from = reachedFrom.get(state)) {
            counterexample.add(nameOf(from, state));
            state = from;
        }
        Collections.reverse(counterexample);
    }

    /** Names are not kept: there are as many as there are states. */
    private String nameOf(S from, S to) {
        List<String> names = new ArrayList<>();
        model.stepsFrom(from, (step, reached) -> {
            if (reached.equals(to)) {
                names.add(step);
            }
        });
        return names.get(0);
    }
}
