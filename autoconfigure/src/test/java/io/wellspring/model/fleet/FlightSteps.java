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

import static io.wellspring.model.fleet.FleetRule.AGED_SESSIONS_DO_NOT_STORE;
import static io.wellspring.model.fleet.FleetRule.AGE_IS_TAKEN_AFTER_THE_ANSWER;
import static io.wellspring.model.fleet.FleetRule.A_NEW_RUN_WAITS_FOR_LOST_MARKS;
import static io.wellspring.model.fleet.FleetRule.FIRST_OBSERVED_IS_NOT_PENDING;
import static io.wellspring.model.fleet.FleetRule.FIRST_OBSERVED_IS_OLDER_THAN_THE_LEASE;
import static io.wellspring.model.fleet.FleetRule.FIRST_OBSERVED_IS_READ_BEFORE_OTHERS_ARE_ANSWERED;
import static io.wellspring.model.fleet.FleetRule.GENERATIONS_ARE_READ_BEFORE_THE_LOAD;
import static io.wellspring.model.fleet.FleetRule.HITS_ARE_HELD_TO_GENERATIONS;
import static io.wellspring.model.fleet.FleetRule.LOADS_STORE_ONLY_IN_THEIR_OWN_RUN;
import static io.wellspring.model.fleet.FleetRule.LOOKS_TELL_OF_PENDING_MARKS;
import static io.wellspring.model.fleet.FleetRule.NEAR_PUTS_ARE_FENCED;
import static io.wellspring.model.fleet.FleetRule.NEAR_PUTS_COME_AFTER_STORES;
import static io.wellspring.model.fleet.FleetRule.OLD_LOOKS_COUNT_FROM_THE_OPENING;
import static io.wellspring.model.fleet.FleetRule.OLD_SESSIONS_HEED_GENERATIONS;
import static io.wellspring.model.fleet.FleetRule.OLD_SESSIONS_HEED_TOMBSTONES;
import static io.wellspring.model.fleet.FleetRule.PENDING_GENERATIONS_ARE_NOT_STORED;
import static io.wellspring.model.fleet.FleetRule.PUT_IS_REFUSED_AFTER_AN_INVALIDATION;
import static io.wellspring.model.fleet.FleetRule.PUT_IS_REFUSED_WHEN_IT_IS_LATE;
import static io.wellspring.model.fleet.FleetRule.SET_NEEDS_THE_LEASE;

import io.wellspring.model.fleet.Ask.How;
import io.wellspring.model.fleet.Flight.Phase;
import io.wellspring.model.fleet.Setting.Mishap;
import java.util.Set;
import java.util.function.BiConsumer;

/** The steps of loads. */
record FlightSteps(Set<FleetRule> rules, Setting setting, Redis redis, Answers answers, ReaderSteps readers) {

    void stepsOf(int index, Fleet fleet, BiConsumer<String, Fleet> steps) {
        Flight flight = fleet.flights().get(index);
        switch (flight.phase()) {
            case ASKING -> ask(index, fleet, steps);
            case HIT -> {
                int unread = flight.carried().names() & ~flight.read().names();
                steps.accept("reads what its hit depends on", hit(answers.read(fleet, index, unread), index));
            }
            case ASKING_INNER -> readers.askInner(index, fleet, steps);
            case TO_LOAD -> load(index, fleet, steps);
            case LOADED -> settle(index, fleet, steps);
            case STORING -> steps.accept("stores", stored(fleet, index));
            case STORED -> {
                Node node = fleet.nodes().get(setting.nodeOf(index));
                int depends = flight.key().bit() | flight.carried().names();
                boolean fenced = (flight.moved() & depends) != 0 && rules.contains(NEAR_PUTS_ARE_FENCED);
                Entry near = new Entry(flight.value(), onlyNames(flight.carried()));
                Fleet landed = answers.landed(fleet, index);
                steps.accept(
                        "lands", fenced ? landed : landed.with(setting.nodeOf(index), node.with(flight.key(), near)));
            }
            case NONE, LOADING_INNER, BOARDED_INNER -> {}
        }
    }

    private void ask(int index, Fleet fleet, BiConsumer<String, Fleet> steps) {
        Flight flight = fleet.flights().get(index);
        Space space = fleet.space(flight.run());
        boolean foreign = isForeign(flight, fleet.spaceOf(setting.nodeOf(index)));
        if (foreign || isYoung(space) || flight.bypass() || answers.isShut(fleet, setting.nodeOf(index))) {
            steps.accept("leaves Redis alone", answered(fleet, index, true));
            return;
        }
        Entry entry = space.entry(flight.key());
        if (entry.equals(Entry.ABSENT) || flight.again()) {
            miss(index, fleet, steps);
            return;
        }
        Fleet found = fleet.with(index, flight.with(Phase.HIT, entry.value(), entry.carried()));
        boolean known = (entry.carried().names() & ~flight.read().names()) == 0;
        steps.accept("is told of an entry", known ? hit(found, index) : found);
        if (setting.mishaps().contains(Mishap.ENTRIES_ARE_EVICTED)) {
            miss(index, fleet.with(flight.run(), space.with(flight.key(), Entry.ABSENT)), steps);
        }
    }

    private void miss(int index, Fleet fleet, BiConsumer<String, Fleet> steps) {
        Flight flight = fleet.flights().get(index);
        Name key = flight.key();
        if (setting.ask(index).is(How.LOOKING) && !setting.isInner(index)) {
            Marks marks = fleet.space(flight.run()).marks(key);
            boolean pending = !marks.equals(Marks.NONE) && rules.contains(LOOKS_TELL_OF_PENDING_MARKS);
            steps.accept("looks", answered(fleet, index, pending));
            return;
        }
        Fleet seen = redis.seen(fleet, flight.run(), key);
        Fence fence = seen.space(flight.run()).fence(key);
        boolean old = flight.opened() > 0 && rules.contains(OLD_SESSIONS_HEED_TOMBSTONES);
        if (fence.marks().live() != 0 || (old && fence.invalidated() != 0)) {
            steps.accept("is told to bypass", answered(seen, index, true));
            return;
        }
        if (fence.lease() != Fence.NOBODY && fence.lease() != index) {
            Fleet waited =
                    setting.ask(index).is(How.KNOWING) ? answers.read(seen, index, setting.generationsOf(key)) : seen;
            steps.accept("waits", waited);
        }
        Space leased = seen.space(flight.run()).with(key, fence.leasedTo(index));
        steps.accept("is granted the lease", answered(seen.with(flight.run(), leased), index, false));
    }

    private Fleet answered(Fleet fleet, int index, boolean bypass) {
        Flight flight = fleet.flights().get(index);
        Phase next = flight.key() == Name.OUTER ? Phase.ASKING_INNER : Phase.TO_LOAD;
        Reader reader = fleet.readers().get(index % setting.asks().size());
        boolean aged = flight.aged() || (reader.aged() && rules.contains(AGE_IS_TAKEN_AFTER_THE_ANSWER));
        return fleet.with(index, flight.answered(next, fleet.clock(), bypass, aged));
    }

    /** Answers with an entry, if it holds. */
    private Fleet hit(Fleet fleet, int index) {
        Flight flight = fleet.flights().get(index);
        boolean valid = true;
        for (Name name : Name.values()) {
            int carried = flight.carried().of(name);
            valid &= carried == 0 || carried == flight.read().of(name);
        }
        if (valid || !rules.contains(HITS_ARE_HELD_TO_GENERATIONS)) {
            Fleet hit = fleet.with(index, flight.storing(flight.carried()).to(Phase.STORED));
            return answers.answeredBoarders(answers.answeredOwner(hit, index), index);
        }
        return fleet.with(index, flight.asksAgain());
    }

    private void load(int index, Fleet fleet, BiConsumer<String, Fleet> steps) {
        Flight flight = fleet.flights().get(index);
        Versions rows = flight.opened() > 0
                ? fleet.readers().get(index % setting.asks().size()).snapshot()
                : fleet.rows();
        Versions value = flight.key() == Name.OUTER
                ? new Versions(flight.value().first(), rows.second())
                : new Versions(rows.first(), 0);
        Fleet loaded = fleet.with(index, flight.with(Phase.LOADED, value, Stamps.NONE));
        loaded = answers.answeredOwner(loaded, index);
        // Who came before it read the database may have what it read.
        if (!answers.hasObserved(flight) || !rules.contains(FIRST_OBSERVED_IS_READ_BEFORE_OTHERS_ARE_ANSWERED)) {
            loaded = answers.answeredBoarders(loaded, index);
        }
        if (mayStore(flight) && !answers.hasObserved(flight) && rules.contains(GENERATIONS_ARE_READ_BEFORE_THE_LOAD)) {
            settle(index, loaded, (step, to) -> steps.accept("reads the database, " + step, to));
        } else {
            steps.accept("reads the database", loaded);
        }
    }

    private void settle(int index, Fleet fleet, BiConsumer<String, Fleet> steps) {
        Flight flight = fleet.flights().get(index);
        if (!mayStore(flight)) {
            steps.accept("may not store", answers.landed(fleet, index));
            return;
        }
        int depends = answers.dependencies(flight.key());
        int observed = depends & ~flight.read().names();
        Fleet read = answers.read(fleet, index, observed);
        Flight checked = read.flights().get(index);
        if (!isOldEnough(checked, observed)) {
            steps.accept("may not store", answers.landed(read, index));
            return;
        }
        if (!rules.contains(GENERATIONS_ARE_READ_BEFORE_THE_LOAD)) {
            read = answers.read(read, index, depends);
            checked = read.flights().get(index);
        }
        Fleet storing = read.with(index, checked.storing(only(checked.read(), depends)));
        steps.accept(
                observed == 0 ? "may store" : "reads what it has observed, may store",
                rules.contains(FIRST_OBSERVED_IS_READ_BEFORE_OTHERS_ARE_ANSWERED)
                        ? answers.answeredBoarders(storing, index)
                        : storing);
    }

    private boolean mayStore(Flight flight) {
        boolean pending = flight.pending() && rules.contains(PENDING_GENERATIONS_ARE_NOT_STORED);
        boolean aged = flight.opened() > 0 && flight.aged() && rules.contains(AGED_SESSIONS_DO_NOT_STORE);
        return !flight.bypass() && !pending && !aged;
    }

    /** Whether what a load has seen may be held to the generations that were read. */
    private boolean isOldEnough(Flight flight, int observed) {
        if (flight.pending() && observed != 0 && rules.contains(FIRST_OBSERVED_IS_NOT_PENDING)) {
            return false;
        }
        for (Name name : Name.values()) {
            int value = flight.read().of(name);
            boolean lateObserved = name.isIn(observed)
                    && value > flight.at()
                    && rules.contains(FIRST_OBSERVED_IS_OLDER_THAN_THE_LEASE);
            boolean lateForSession =
                    flight.opened() > 0 && value > flight.opened() && rules.contains(OLD_SESSIONS_HEED_GENERATIONS);
            if (lateObserved || lateForSession) {
                return false;
            }
        }
        return true;
    }

    private Fleet stored(Fleet fleet, int index) {
        Flight flight = fleet.flights().get(index);
        int run = fleet.spaceOf(setting.nodeOf(index));
        Space space = fleet.space(run);
        if (isForeign(flight, run) || isYoung(space)) {
            return refused(fleet, index);
        }
        boolean looking = setting.ask(index).is(How.LOOKING) && !setting.isInner(index);
        Fence fence = space.fence(flight.key());
        boolean accepted =
                looking ? mayPut(flight, fence) : fence.lease() == index || !rules.contains(SET_NEEDS_THE_LEASE);
        if (!accepted) {
            return refused(fleet, index);
        }
        if (!looking) {
            space = space.with(flight.key(), fence.leasedTo(Fence.NOBODY));
        }
        if (!setting.ask(index).is(How.NEAR_ONLY)) {
            space = space.with(flight.key(), new Entry(flight.value(), flight.carried()));
        }
        return fleet.with(run, space).with(index, flight.to(Phase.STORED));
    }

    private Fleet refused(Fleet fleet, int index) {
        return rules.contains(NEAR_PUTS_COME_AFTER_STORES)
                ? answers.landed(fleet, index)
                : fleet.with(index, fleet.flights().get(index).to(Phase.STORED));
    }

    private boolean mayPut(Flight flight, Fence fence) {
        boolean fromOpening = flight.opened() > 0 && rules.contains(OLD_LOOKS_COUNT_FROM_THE_OPENING);
        int from = fromOpening ? flight.opened() : flight.at();
        boolean moved = fence.invalidated() > from && rules.contains(PUT_IS_REFUSED_AFTER_AN_INVALIDATION);
        boolean late = flight.aged() && rules.contains(PUT_IS_REFUSED_WHEN_IT_IS_LATE);
        return fence.marks().equals(Marks.NONE) && !moved && !late;
    }

    private boolean isForeign(Flight flight, int run) {
        return flight.run() != run && rules.contains(LOADS_STORE_ONLY_IN_THEIR_OWN_RUN);
    }

    /** Whether marks may stand that nobody knows of any more. */
    private boolean isYoung(Space space) {
        return space.young() && rules.contains(A_NEW_RUN_WAITS_FOR_LOST_MARKS);
    }

    private static Stamps only(Stamps stamps, int names) {
        Stamps left = Stamps.NONE;
        for (Name name : Name.values()) {
            left = name.isIn(names) ? left.with(name, stamps.of(name)) : left;
        }
        return left;
    }

    private static Stamps onlyNames(Stamps stamps) {
        Stamps left = Stamps.NONE;
        for (Name name : Name.values()) {
            left = stamps.of(name) == 0 ? left : left.with(name, 1);
        }
        return left;
    }
}
