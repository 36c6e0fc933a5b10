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

import static io.wellspring.model.fleet.FleetRule.OUTER_ENTRIES_INHERIT;
import static io.wellspring.model.fleet.FleetRule.WHO_COULD_NOT_MARK_LEAVES_REDIS_ALONE;

import java.util.Set;

/** Hands what a load brings to those who wait for it. */
record Answers(Set<FleetRule> rules, Setting setting, Redis redis) {

    /** Reads generations; a value that has been read already stays. */
    Fleet read(Fleet fleet, int index, int names) {
        Flight flight = fleet.flights().get(index);
        Fleet seen = fleet;
        Stamps stamps = flight.read();
        boolean pending = flight.pending();
        for (Name name : Name.values()) {
            if (name.isIn(names)) {
                seen = redis.seen(seen, flight.run(), name);
                Generation generation = seen.space(flight.run()).generation(name);
                stamps = stamps.with(name, generation.value());
                pending |= generation.marks().live() != 0;
            }
        }
        return seen.with(index, flight.read(stamps, pending));
    }

    /** Returns what a load depends on. */
    int dependencies(Name key) {
        int names = setting.generationsOf(key);
        return rules.contains(OUTER_ENTRIES_INHERIT) ? names : names & ~Name.KEYS.bit();
    }

    boolean hasObserved(Flight flight) {
        return (dependencies(flight.key()) & ~flight.read().names()) != 0;
    }

    int known(Flight flight) {
        int read = flight.read().names() | flight.carried().names();
        return flight.key().bit() | read | (flight.hasValue() ? dependencies(flight.key()) : 0);
    }

    Fleet answered(Fleet fleet, int reader, Versions value, Versions promised) {
        boolean wrong = setting.asks().get(reader).key().isOlder(value, promised);
        return fleet.with(reader, wrong ? Reader.ANSWERED_WRONG : Reader.ANSWERED);
    }

    /** Hands a value to the one whose load it is. */
    Fleet answeredOwner(Fleet fleet, int index) {
        Versions value = fleet.flights().get(index).value();
        if (setting.isInner(index)) {
            int outer = index - setting.asks().size();
            return fleet.with(outer, fleet.flights().get(outer).inherits(value.first()));
        }
        return answered(fleet, index, value, fleet.readers().get(index).promised());
    }

    /** Hands a value to all who have boarded. */
    Fleet answeredBoarders(Fleet fleet, int index) {
        Flight flight = fleet.flights().get(index);
        Fleet answered = fleet;
        for (int i = 0; i < fleet.readers().size(); i++) {
            Reader reader = fleet.readers().get(i);
            if (reader.phase() == Reader.Phase.BOARDED && reader.boarded() == index) {
                answered = answered(answered, i, flight.value(), reader.heard());
            }
        }
        for (int i = 0; i < fleet.flights().size(); i++) {
            Flight outer = fleet.flights().get(i);
            if (outer.phase() == Flight.Phase.BOARDED_INNER && outer.boarded() == index) {
                answered = answered.with(i, outer.inherits(flight.value().first()));
            }
        }
        return answered;
    }

    /** Ends a load; who waits for it yet asks himself. */
    Fleet landed(Fleet fleet, int index) {
        Fleet landed = fleet;
        for (int i = 0; i < fleet.readers().size(); i++) {
            Reader reader = fleet.readers().get(i);
            if (reader.phase() == Reader.Phase.BOARDED && reader.boarded() == index) {
                landed = landed.with(i, reader.asks());
            }
        }
        for (int i = 0; i < fleet.flights().size(); i++) {
            Flight outer = fleet.flights().get(i);
            if (outer.phase() == Flight.Phase.BOARDED_INNER && outer.boarded() == index) {
                landed = landed.with(i, outer.to(Flight.Phase.ASKING_INNER));
            }
        }
        return landed.with(index, Flight.NONE);
    }

    /** Whether a node leaves Redis alone, since it has something to tell that it could not. */
    boolean isShut(Fleet fleet, int node) {
        if (!rules.contains(WHO_COULD_NOT_MARK_LEAVES_REDIS_ALONE)) {
            return false;
        }
        for (int i = 0; i < fleet.writers().size(); i++) {
            Writer writer = fleet.writers().get(i);
            boolean lives = writer.phase() != Writer.Phase.DIED && writer.phase() != Writer.Phase.DIED_AFTER_ITS_RETURN;
            if (setting.writes().get(i).node() == node && writer.failed() && writer.toEnd() != 0 && lives) {
                return true;
            }
        }
        return false;
    }
}
