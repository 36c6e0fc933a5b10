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

import static io.wellspring.model.fleet.FleetRule.A_NEW_RUN_IS_KNOWN_AT_ONCE;
import static io.wellspring.model.fleet.FleetRule.SUBSCRIBING_VOIDS_RUNNING_LOADS;
import static io.wellspring.model.fleet.FleetRule.SUBSCRIBING_VOIDS_WHAT_IS_NEAR;

import io.wellspring.model.fleet.Setting.Mishap;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** What comes of itself: messages, the end of tombstones, and the loss of Redis. */
record Mishaps(Set<FleetRule> rules, Setting setting, Local local) {

    void stepsFrom(Fleet fleet, BiConsumer<String, Fleet> steps) {
        for (int i = 0; i < fleet.nodes().size(); i++) {
            String name = "node " + i + " ";
            hear(i, fleet, (step, to) -> steps.accept(name + step, to));
        }
        if (setting.knowsOfAge()) {
            for (int run = 0; run < fleet.spaces().size(); run++) {
                expire(run, fleet, steps);
            }
        }
        if (setting.mishaps().contains(Mishap.REDIS_IS_LOST)) {
            lose(fleet, steps);
        }
    }

    private void hear(int index, Fleet fleet, BiConsumer<String, Fleet> steps) {
        Node node = fleet.nodes().get(index);
        if (!node.queue().isEmpty()) {
            Name name = node.queue().get(0).name();
            Fleet heard = fleet.with(index, node.heard());
            steps.accept("hears of " + name, local.moved(heard, index, name.bit(), true));
        }
        boolean mayLose = setting.mishaps().contains(Mishap.MESSAGES_ARE_LOST);
        switch (node.bus()) {
            case PROVEN -> {
                if (mayLose) {
                    steps.accept("loses its connection", fleet.with(index, node.loses()));
                }
            }
            case BROKEN -> {
                steps.accept("closes what is near", fleet.with(index, node.silent()));
                subscribe(index, fleet, steps);
            }
            case SILENT -> subscribe(index, fleet, steps);
        }
    }

    private void subscribe(int index, Fleet fleet, BiConsumer<String, Fleet> steps) {
        Node node = fleet.nodes().get(index).subscribed();
        Node empty = rules.contains(SUBSCRIBING_VOIDS_WHAT_IS_NEAR) ? node.without(Name.ALL) : node;
        Fleet subscribed = fleet.with(index, empty);
        steps.accept(
                "subscribes again",
                rules.contains(SUBSCRIBING_VOIDS_RUNNING_LOADS)
                        ? local.ended(subscribed, index, Name.ALL)
                        : subscribed);
    }

    /** When a tombstone goes, whoever is from before it has aged. */
    private void expire(int run, Fleet fleet, BiConsumer<String, Fleet> steps) {
        for (Name key : List.of(Name.ROW, Name.COUNT, Name.OUTER)) {
            Space space = fleet.space(run);
            Fence fence = space.fence(key);
            if (fence.invalidated() == 0 || !fence.marks().equals(Marks.NONE)) {
                continue;
            }
            Fleet expired = fleet.with(run, space.with(key, fence.invalidated(0)));
            for (int i = 0; i < fleet.readers().size(); i++) {
                Reader reader = fleet.readers().get(i);
                if (reader.opened() > 0 && reader.opened() < fence.invalidated()) {
                    expired = expired.with(i, reader.ages());
                }
            }
            for (int i = 0; i < fleet.flights().size(); i++) {
                Flight flight = fleet.flights().get(i);
                boolean looking = setting.ask(i).is(Ask.How.LOOKING) && !setting.isInner(i);
                boolean old = flight.opened() > 0 && flight.opened() < fence.invalidated();
                if (looking && flight.at() > 0 && (old || flight.at() < fence.invalidated())) {
                    expired = expired.with(i, flight.ages());
                }
            }
            steps.accept("the tombstone of " + key + " expires", expired);
        }
    }

    private void lose(Fleet fleet, BiConsumer<String, Fleet> steps) {
        if (fleet.spaces().size() == 1) {
            Fleet later = fleet.later();
            Fleet lost = later.with(List.of(Space.empty(later.clock(), false), Space.empty(later.clock(), true)))
                    .withNodes(Node::loses);
            boolean known = rules.contains(A_NEW_RUN_IS_KNOWN_AT_ONCE);
            steps.accept("Redis is lost, another begins", known ? lost.withNodes(node -> node.knows(1)) : lost);
            return;
        }
        for (int i = 0; i < fleet.nodes().size(); i++) {
            Node node = fleet.nodes().get(i);
            if (node.run() == 0) {
                steps.accept("node " + i + " learns of the new run", fleet.with(i, node.knows(1)));
            }
        }
        boolean standing = fleet.writers().stream()
                .anyMatch(writer -> writer.phase() == Writer.Phase.MARKING && writer.run() == 0);
        if (fleet.space(1).young() && !standing) {
            steps.accept(
                    "all marks of the old run have lapsed",
                    fleet.with(1, fleet.space(1).grown()));
        }
    }
}
