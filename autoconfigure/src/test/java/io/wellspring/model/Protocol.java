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

import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** What writers and readers within one process do, and what must never come of it. */
final class Protocol implements Model<State> {

    private final Writers writers;
    private final Readers readers;

    /** @param lapsing the greatest number whose mark may lapse */
    Protocol(Set<Rule> rules, int lapsing) {
        writers = new Writers(rules, lapsing);
        readers = new Readers(rules);
    }

    @Override
    public void stepsFrom(State state, BiConsumer<String, State> steps) {
        for (int i = 0; i < state.writers().size(); i++) {
            String name = "writer " + i + " ";
            writers.stepsOf(i, state, (step, to) -> steps.accept(name + step, to));
        }
        for (int i = 0; i < state.readers().size(); i++) {
            String name = "reader " + i + " ";
            readers.stepsOf(i, state, (step, to) -> steps.accept(name + step, to));
        }
    }

    @Override
    public Optional<String> faultOf(State state) {
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
}
