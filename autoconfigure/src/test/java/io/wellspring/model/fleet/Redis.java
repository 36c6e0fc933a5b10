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

import static io.wellspring.model.fleet.FleetRule.ENDS_ARE_PUBLISHED_WHERE_NO_MARK_STOOD;
import static io.wellspring.model.fleet.FleetRule.ENDS_MOVE_GENERATIONS;
import static io.wellspring.model.fleet.FleetRule.ENDS_TAKE_THE_LEASE;
import static io.wellspring.model.fleet.FleetRule.LAPSED_COUNTS_AS_A_COMMIT;
import static io.wellspring.model.fleet.FleetRule.MARKS_ARE_PENDING;
import static io.wellspring.model.fleet.FleetRule.MARKS_ARE_PUBLISHED;
import static io.wellspring.model.fleet.FleetRule.MARKS_TAKE_THE_LEASE;

import java.util.Set;

/** What the scripts do, each as a whole. */
record Redis(Set<FleetRule> rules, Setting setting) {

    Fleet mark(Fleet fleet, int run, Name name, int writer) {
        Fleet marked = setting.timed(fleet, name);
        Space space = marked.space(run);
        if (name.isKey()) {
            Fence fence = space.fence(name);
            space = space.with(name, Entry.ABSENT)
                    .with(name, rules.contains(MARKS_TAKE_THE_LEASE) ? fence.leasedTo(Fence.NOBODY) : fence);
            space = space.with(name, space.fence(name).invalidated(setting.knowsOfAge() ? Fence.TO_COME : 0));
        } else {
            space = space.with(
                    name, new Generation(marked.clock(), space.generation(name).marks()));
        }
        if (rules.contains(MARKS_ARE_PENDING)) {
            space = space.with(name, space.marks(name).with(writer));
        }
        marked = marked.with(run, space);
        return rules.contains(MARKS_ARE_PUBLISHED) ? published(marked, name, writer) : marked;
    }

    Fleet end(Fleet fleet, int run, Name name, int writer, boolean committed) {
        Marks marks = fleet.space(run).marks(name);
        Fleet ended = fleet.with(run, fleet.space(run).with(name, marks.without(writer)));
        if (!committed) {
            return ended;
        }
        ended = setting.timed(ended, name);
        Space space = ended.space(run);
        if (name.isKey()) {
            Fence fence = space.fence(name);
            Fence open = rules.contains(ENDS_TAKE_THE_LEASE) ? fence.leasedTo(Fence.NOBODY) : fence;
            int now = setting.knowsOfAge() ? ended.clock() : 0;
            int stands = fence.marks().live() == 0 || !setting.knowsOfAge() ? now : Fence.TO_COME;
            space = space.with(name, Entry.ABSENT).with(name, open.invalidated(stands));
        } else if (rules.contains(ENDS_MOVE_GENERATIONS)) {
            space = space.with(
                    name, new Generation(ended.clock(), space.generation(name).marks()));
        }
        ended = ended.with(run, space);
        boolean silent = marks.stands(writer) || !rules.contains(ENDS_ARE_PUBLISHED_WHERE_NO_MARK_STOOD);
        return silent ? ended : published(ended, name, writer);
    }

    /** What every script does that comes upon a mark that has lapsed. */
    Fleet seen(Fleet fleet, int run, Name name) {
        Space space = fleet.space(run);
        Marks marks = space.marks(name);
        if (marks.lapsed() == 0) {
            return fleet;
        }
        space = space.with(name, new Marks(marks.live(), 0));
        if (!rules.contains(LAPSED_COUNTS_AS_A_COMMIT)) {
            return fleet.with(run, space);
        }
        Fleet seen = setting.timed(fleet, name);
        if (name.isKey()) {
            Fence fence = space.fence(name).leasedTo(Fence.NOBODY).invalidated(setting.knowsOfAge() ? seen.clock() : 0);
            return seen.with(run, space.with(name, fence));
        }
        return seen.with(run, space.with(name, new Generation(seen.clock(), space.marks(name))));
    }

    private Fleet published(Fleet fleet, Name name, int writer) {
        Node.Message message = new Node.Message(name, writer);
        Fleet published = fleet;
        for (int i = 0; i < fleet.nodes().size(); i++) {
            // Where nobody asks, nobody hears.
            if (setting.isAskedAt(i)) {
                published = published.with(i, published.nodes().get(i).told(message));
            }
        }
        return published;
    }
}
