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
package io.wellspring.checker;

/** A way to read through a cache. */
enum ReadForm {
    /** A repository's read by id. */
    BY_ID(Rows.ITEMS, Readings::byId),
    /** A loader, asked through the cache. */
    LOADER(Rows.ITEMS, Readings::loader),
    /** A list with exact keys. */
    KEYED_LIST(Rows.SHELVES, Readings::keyedList),
    /** A list that falls with any change of its type. */
    DERIVED_LIST(Rows.SHELVES, Readings::derivedList),
    /** A list whose load takes its time after it has read. */
    SLOW_LIST(Rows.SHELVES, Readings::slowList),
    SLOW_KEYED_LIST(Rows.SHELVES, Readings::slowKeyedList),
    /** A projection, whose dependencies nothing declares. */
    PROJECTION(Rows.ITEMS, Readings::projection),
    /** A projection whose dependencies its annotation declares. */
    DECLARED_PROJECTION(Rows.ITEMS, Readings::declaredProjection),
    /** A sum by a native query. */
    NATIVE_SUM(Rows.ALL, Readings::sum),
    /** A result that is computed from another cached one. */
    NESTED(Rows.ITEMS, Readings::nested),
    /** Spring's own annotation. */
    SYNCHRONIZED(Rows.ITEMS, Readings::synchronizedView),
    /** Spring's own annotation, which looks up, calls and puts in three steps. */
    PLAIN(Rows.ITEMS, Readings::plainView),
    /** Children that the database deletes along with their parent. */
    CHILDREN(Rows.ITEMS, Readings::notes),
    /** An entity together with a collection of its elements. */
    COLLECTION(Rows.SHELVES, Readings::shelf),
    /** A row that no entity is mapped to. */
    TAGGED(Rows.ITEMS, Readings::remark);

    /** What the argument of a read is. */
    enum Rows {
        ITEMS,
        SHELVES,
        ALL
    }

    @FunctionalInterface
    private interface Reading {
        void read(Readings readings, Witness witness, int id);
    }

    private final Rows rows;
    private final Reading reading;

    ReadForm(Rows rows, Reading reading) {
        this.rows = rows;
        this.reading = reading;
    }

    Rows rows() {
        return rows;
    }

    void read(Readings readings, Witness witness, int id) {
        witness.begins(this);
        reading.read(readings, witness, id);
    }
}
