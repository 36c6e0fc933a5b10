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

import static io.wellspring.model.fleet.FleetRule.ENDS_OF_KEYS_COME_FIRST;
import static io.wellspring.model.fleet.FleetRule.MARKED_BEFORE_THE_COMMIT;
import static io.wellspring.model.fleet.FleetRule.WHAT_WAS_NOT_MARKED_ENDS_AFTER_THE_COMMIT;
import static io.wellspring.model.fleet.FleetRule.WHAT_WAS_NOT_MARKED_HAS_ENDED_BEFORE_THE_RETURN;
import static io.wellspring.model.fleet.Write.Fate.CANNOT_MARK;
import static io.wellspring.model.fleet.Write.Fate.DIES;
import static io.wellspring.model.fleet.Write.Fate.IS_LATE;
import static io.wellspring.model.fleet.Write.Fate.IS_NOT_MARKED;
import static io.wellspring.model.fleet.Write.Fate.ROLLS_BACK;

import io.wellspring.model.fleet.Writer.Phase;
import java.util.Set;
import java.util.function.BiConsumer;

/** The steps of transactions. */
record WriterSteps(Set<FleetRule> rules, Setting setting, Redis redis, Local local) {

    void stepsOf(int index, Fleet fleet, BiConsumer<String, Fleet> steps) {
        Writer writer = fleet.writers().get(index);
        Write write = setting.writes().get(index);
        switch (writer.phase()) {
            case TO_BEGIN -> begin(index, fleet, steps);
            case MARKING -> {
                if (writer.toMark() == 0) {
                    steps.accept("commits", committed(fleet, index, writer));
                    if (write.may(ROLLS_BACK)) {
                        Fleet undone = fleet.with(index, writer.to(Phase.ROLLED_BACK));
                        steps.accept("rolls back", local.ended(undone, write.node(), setting.namesOf(write)));
                    }
                } else {
                    mark(index, writer.toMark(), fleet, steps);
                    if (write.may(CANNOT_MARK)) {
                        steps.accept("gives up marking", fleet.with(index, writer.gaveUp()));
                    }
                }
                if (writer.failed() && !rules.contains(WHAT_WAS_NOT_MARKED_ENDS_AFTER_THE_COMMIT)) {
                    end(index, fleet, steps);
                }
            }
            case COMMITTED -> {
                if (write.may(IS_NOT_MARKED)
                        && writer.toEnd() != 0
                        && rules.contains(WHAT_WAS_NOT_MARKED_HAS_ENDED_BEFORE_THE_RETURN)) {
                    end(index, fleet, steps);
                    return;
                }
                Fleet returned = fleet.with(index, writer.to(Phase.RETURNED));
                int names = setting.namesOf(write);
                steps.accept(
                        "returns",
                        write.may(IS_NOT_MARKED)
                                ? local.moved(returned, write.node(), names, true)
                                : local.ended(returned, write.node(), names));
            }
            case RETURNED, ROLLED_BACK -> end(index, fleet, steps);
            case DIED, DIED_AFTER_ITS_RETURN -> {}
        }
        if (writer.late() != 0) {
            mark(index, writer.late(), fleet, steps);
        }
        boolean over = writer.phase() == Phase.ROLLED_BACK
                || writer.phase() == Phase.DIED
                || writer.phase() == Phase.DIED_AFTER_ITS_RETURN;
        if (write.may(DIES) && writer.toEnd() != 0 && !over) {
            Fleet dead = fleet.with(index, writer.dies());
            steps.accept("dies with its node", local.moved(dead, write.node(), Name.ALL, true));
        }
        lapse(index, fleet, steps);
    }

    private void begin(int index, Fleet fleet, BiConsumer<String, Fleet> steps) {
        Write write = setting.writes().get(index);
        for (int i = 0; i < fleet.writers().size(); i++) {
            // Who has flushed holds the row until he commits.
            if (setting.writes().get(i).row() == write.row()
                    && fleet.writers().get(i).phase() == Phase.MARKING) {
                return;
            }
        }
        int names = setting.namesOf(write);
        Writer begun = fleet.writers().get(index).begun(names, fleet.spaceOf(write.node()));
        if (write.may(IS_NOT_MARKED)) {
            steps.accept(
                    "commits",
                    committed(fleet, index, new Writer(Phase.MARKING, 0, names, 0, 0, false, false, begun.run())));
        } else {
            if (!rules.contains(MARKED_BEFORE_THE_COMMIT)) {
                begun = new Writer(Phase.MARKING, 0, names, 0, 0, false, false, begun.run());
            }
            Fleet announced = local.moved(fleet.with(index, begun), write.node(), names, false);
            steps.accept("flushes, announces to its node", announced);
        }
    }

    private Fleet committed(Fleet fleet, int index, Writer writer) {
        int row = setting.writes().get(index).row();
        int version = fleet.rows().of(row) + 1;
        return fleet.withCommitted(row, version).with(index, writer.committed(version));
    }

    private void mark(int index, int names, Fleet fleet, BiConsumer<String, Fleet> steps) {
        Writer writer = fleet.writers().get(index);
        int run = fleet.spaceOf(setting.writes().get(index).node());
        for (Name name : Name.values()) {
            if (name.isIn(names)) {
                Fleet marked = redis.mark(fleet.with(index, writer.marked(name)), run, name, index);
                steps.accept((name.isIn(writer.late()) ? "late MARK of " : "MARK of ") + name, marked);
            }
        }
    }

    private void end(int index, Fleet fleet, BiConsumer<String, Fleet> steps) {
        Writer writer = fleet.writers().get(index);
        boolean committed = writer.phase() != Phase.ROLLED_BACK;
        int run = fleet.spaceOf(setting.writes().get(index).node());
        // What is computed from an entry is held to the generation of its cache, which must move after the entry is
        // gone.
        boolean keysFirst = Name.ROW.isIn(writer.toEnd()) && rules.contains(ENDS_OF_KEYS_COME_FIRST);
        for (Name name : Name.values()) {
            if (name.isIn(writer.toEnd()) && (name.isKey() || !keysFirst)) {
                Fleet ended = redis.end(fleet.with(index, writer.ended(name)), run, name, index, committed);
                steps.accept("END of " + name, ended);
            }
        }
    }

    /** A mark outlasts the commit, save where the setting says otherwise. */
    private void lapse(int index, Fleet fleet, BiConsumer<String, Fleet> steps) {
        Writer writer = fleet.writers().get(index);
        Write write = setting.writes().get(index);
        boolean early = writer.phase() == Phase.MARKING;
        boolean stays = !write.may(DIES) && !write.may(IS_LATE) && !write.may(CANNOT_MARK);
        if (stays || (early && !write.may(IS_LATE))) {
            return;
        }
        for (int run = 0; run < fleet.spaces().size(); run++) {
            Space space = fleet.space(run);
            for (Name name : Name.values()) {
                Marks marks = space.marks(name);
                if (marks.stands(index)) {
                    Marks left = marks.lapse(index);
                    Fleet lapsed = fleet.with(index, early ? writer.lapses() : writer);
                    if (name.isKey() && left.live() == 0 && space.fence(name).invalidated() == Fence.TO_COME) {
                        lapsed = lapsed.later();
                        space = space.with(name, space.fence(name).invalidated(lapsed.clock()));
                    }
                    steps.accept("its mark of " + name + " lapses", lapsed.with(run, space.with(name, left)));
                }
            }
        }
    }
}
