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

import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Everything at one moment.
 *
 * @param clock Redis's time: how often anything was invalidated
 * @param rows what is committed
 * @param spaces by the runs of Redis
 * @param flights one for each reader; where loads are nested, another for each follows
 */
record Fleet(
        int clock,
        Versions rows,
        List<Space> spaces,
        List<Node> nodes,
        List<Writer> writers,
        List<Reader> readers,
        List<Flight> flights) {

    static Fleet initial(Setting setting) {
        int readers = setting.asks().size();
        return new Fleet(
                1,
                Same.of(new Versions(1, 1)),
                Same.of(List.of(Space.empty(1, false))),
                Same.of(Collections.nCopies(setting.nodes(), Node.NEW)),
                Same.of(Collections.nCopies(setting.writes().size(), Writer.NEW)),
                Same.of(Collections.nCopies(readers, Reader.NEW)),
                Same.of(Collections.nCopies(setting.isNested() ? 2 * readers : readers, Flight.NONE)));
    }

    /** Parts that are equal are the same here, which is what makes comparing them quick. */
    @Override
    public int hashCode() {
        int hash = clock;
        hash = 31 * hash + System.identityHashCode(rows);
        hash = 31 * hash + System.identityHashCode(spaces);
        hash = 31 * hash + System.identityHashCode(nodes);
        hash = 31 * hash + System.identityHashCode(writers);
        hash = 31 * hash + System.identityHashCode(readers);
        return 31 * hash + System.identityHashCode(flights);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fleet fleet
                && clock == fleet.clock
                && rows == fleet.rows
                && spaces == fleet.spaces
                && nodes == fleet.nodes
                && writers == fleet.writers
                && readers == fleet.readers
                && flights == fleet.flights;
    }

    Space space(int run) {
        return spaces.get(run);
    }

    /** Returns the space that a node uses. */
    int spaceOf(int node) {
        return nodes.get(node).run();
    }

    Fleet later() {
        return new Fleet(clock + 1, rows, spaces, nodes, writers, readers, flights);
    }

    Fleet with(int run, Space space) {
        return new Fleet(clock, rows, Lists.with(spaces, run, space), nodes, writers, readers, flights);
    }

    Fleet with(List<Space> changed) {
        return new Fleet(clock, rows, Same.of(changed), nodes, writers, readers, flights);
    }

    Fleet with(int index, Node node) {
        return new Fleet(clock, rows, spaces, Lists.with(nodes, index, node), writers, readers, flights);
    }

    Fleet withNodes(UnaryOperator<Node> change) {
        List<Node> changed = Same.of(nodes.stream().map(change).toList());
        return new Fleet(clock, rows, spaces, changed, writers, readers, flights);
    }

    Fleet with(int index, Writer writer) {
        return new Fleet(clock, rows, spaces, nodes, Lists.with(writers, index, writer), readers, flights);
    }

    Fleet with(int index, Reader reader) {
        return new Fleet(clock, rows, spaces, nodes, writers, Lists.with(readers, index, reader), flights);
    }

    Fleet with(int index, Flight flight) {
        return new Fleet(clock, rows, spaces, nodes, writers, readers, Lists.with(flights, index, flight));
    }

    Fleet withCommitted(int row, int version) {
        return new Fleet(clock, Same.of(rows.with(row, version)), spaces, nodes, writers, readers, flights);
    }
}
