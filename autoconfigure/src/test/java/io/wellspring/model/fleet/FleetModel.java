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

import static io.wellspring.model.fleet.FleetRule.HITS_ARE_HELD_TO_GENERATIONS;

import io.wellspring.model.Model;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** What nodes do that share a Redis, and what must never come of it. */
final class FleetModel implements Model<Fleet> {

    private final Set<FleetRule> rules;
    private final Promise promise;
    private final WriterSteps writers;
    private final ReaderSteps readers;
    private final FlightSteps flights;
    private final Mishaps mishaps;

    FleetModel(Set<FleetRule> rules, Setting setting) {
        this.rules = rules;
        Redis redis = new Redis(rules, setting);
        Local local = new Local(setting);
        Answers answers = new Answers(rules, setting, redis);
        promise = new Promise(setting);
        writers = new WriterSteps(rules, setting, redis, local);
        readers = new ReaderSteps(rules, setting, local, promise, answers);
        flights = new FlightSteps(rules, setting, redis, answers, readers);
        mishaps = new Mishaps(rules, setting, local);
    }

    @Override
    public void stepsFrom(Fleet fleet, BiConsumer<String, Fleet> steps) {
        for (int i = 0; i < fleet.writers().size(); i++) {
            String name = "writer " + i + " ";
            writers.stepsOf(i, fleet, (step, to) -> steps.accept(name + step, to));
        }
        for (int i = 0; i < fleet.readers().size(); i++) {
            String name = "reader " + i + " ";
            readers.stepsOf(i, fleet, (step, to) -> steps.accept(name + step, to));
        }
        for (int i = 0; i < fleet.flights().size(); i++) {
            String name = "load " + i + " ";
            flights.stepsOf(i, fleet, (step, to) -> steps.accept(name + step, to));
        }
        mishaps.stepsFrom(fleet, steps);
    }

    @Override
    public Optional<String> faultOf(Fleet fleet) {
        if (fleet.readers().contains(Reader.ANSWERED_WRONG)) {
            return Optional.of("a reader was answered with what is older than his question");
        }
        Versions stored = promise.stored(fleet);
        for (Node node : fleet.nodes()) {
            Space space = fleet.space(node.run());
            for (Name key : Name.values()) {
                if (key.isKey()
                        && answers(space, key)
                        && key.isOlder(space.entry(key).value(), stored)) {
                    return Optional.of("Redis has an old entry of " + key);
                }
            }
        }
        for (int i = 0; i < fleet.nodes().size(); i++) {
            Node node = fleet.nodes().get(i);
            Versions near = promise.near(fleet, i);
            for (Name key : Name.values()) {
                boolean there = key.isKey()
                        && node.bus() != Node.Bus.SILENT
                        && !node.near(key).equals(Entry.ABSENT);
                if (there && key.isOlder(node.near(key).value(), near)) {
                    return Optional.of("node " + i + " has an old entry of " + key);
                }
            }
        }
        return Optional.empty();
    }

    private boolean answers(Space space, Name key) {
        Entry entry = space.entry(key);
        if (entry.equals(Entry.ABSENT)) {
            return false;
        }
        for (Name name : Name.values()) {
            int carried = entry.carried().of(name);
            if (carried != 0
                    && carried != space.generation(name).value()
                    && rules.contains(HITS_ARE_HELD_TO_GENERATIONS)) {
                return false;
            }
        }
        return true;
    }
}
