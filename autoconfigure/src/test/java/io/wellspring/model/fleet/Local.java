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

import java.util.List;

/** What happens within one node at once. */
record Local(Setting setting) {

    /** Invalidates names: loads that run count from before. */
    Fleet moved(Fleet fleet, int node, int names, boolean ended) {
        return fencing(fleet.with(node, fleet.nodes().get(node).without(names)), node, names, ended ? names : 0);
    }

    /** What was announced counts as changed for all that began before. */
    Fleet ended(Fleet fleet, int node, int names) {
        return fencing(fleet, node, names, names);
    }

    private Fleet fencing(Fleet fleet, int node, int names, int ended) {
        Fleet fenced = fleet;
        List<Flight> flights = fleet.flights();
        for (int i = 0; i < flights.size(); i++) {
            Flight flight = flights.get(i);
            int own = flight.key().bit() | setting.generationsOf(flight.key());
            if (flight.runs() && setting.nodeOf(i) == node && (own & names) != 0) {
                fenced = fenced.with(i, flight.moved(own & names, own & ended));
            }
        }
        return fenced;
    }

    /** Returns the names that are announced by commits under way. */
    int underWay(Fleet fleet, int node) {
        int names = 0;
        for (int i = 0; i < fleet.writers().size(); i++) {
            Writer.Phase phase = fleet.writers().get(i).phase();
            Write write = setting.writes().get(i);
            boolean marked = !write.may(Write.Fate.IS_NOT_MARKED);
            if (write.node() == node && marked && (phase == Writer.Phase.MARKING || phase == Writer.Phase.COMMITTED)) {
                names |= setting.namesOf(write);
            }
        }
        return names;
    }
}
