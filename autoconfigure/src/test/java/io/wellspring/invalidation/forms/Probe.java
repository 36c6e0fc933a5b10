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
package io.wellspring.invalidation.forms;

import io.wellspring.key.Keys;
import java.util.Map;
import java.util.function.Function;

/**
 * One cached read of the warehouse.
 *
 * @param key the key of its entry
 */
record Probe(String cache, Object key, Function<Access, Object> read) {

    /** What a cached read is to the changed entity. */
    enum Role {
        ENTRY("its entry by id"),
        OTHER("another entry"),
        LIST("list of its group"),
        OTHER_LIST("list of another group"),
        DERIVED("counts, projections");

        private final String title;

        Role(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    private static Object text(Object value) {
        return String.valueOf(value);
    }

    static final Map<Role, Probe> ITEM = Map.of(
            Role.ENTRY, item(1),
            Role.OTHER, item(2),
            Role.LIST, itemsOf(1),
            Role.OTHER_LIST, itemsOf(3),
            Role.DERIVED,
                    new Probe("rows", Keys.of(), access -> text(access.items().rows())));

    static final Map<Role, Probe> MOVED = Map.of(
            Role.ENTRY, item(1),
            Role.OTHER, item(2),
            Role.LIST, itemsOf(2),
            Role.OTHER_LIST, itemsOf(3),
            Role.DERIVED,
                    new Probe("names", Keys.of(), access -> text(access.items().names())));

    static final Map<Role, Probe> NEW_ITEM = Map.of(
            Role.ENTRY, item(9),
            Role.OTHER, item(2),
            Role.LIST, itemsOf(1),
            Role.OTHER_LIST, itemsOf(3),
            Role.DERIVED,
                    new Probe("names", Keys.of(), access -> text(access.items().names())));

    static final Map<Role, Probe> CATEGORY = Map.of(
            Role.ENTRY, category(1),
            Role.OTHER, category(2),
            Role.DERIVED,
                    new Probe("rows", Keys.of(), access -> text(access.items().rows())));

    static final Map<Role, Probe> NOTE = Map.of(
            Role.ENTRY, note(1),
            Role.OTHER, note(3),
            Role.LIST, notesOf(1),
            Role.OTHER_LIST, notesOf(2),
            Role.DERIVED,
                    new Probe(
                            "noteCount",
                            Keys.of(),
                            access -> text(access.notes().count())));

    static final Map<Role, Probe> STAMP = Map.of(
            Role.ENTRY,
                    new Probe(
                            "stamp", 1L, access -> access.stamps().findById(1L).isPresent()),
            Role.DERIVED,
                    new Probe(
                            "stampCount",
                            Keys.of(),
                            access -> text(access.stamps().count())));

    static final Map<Role, Probe> ANIMAL = Map.of(
            Role.ENTRY,
                    new Probe(
                            "animal",
                            1L,
                            access -> access.animals().findById(1L).map(a -> a.name)),
            Role.OTHER,
                    new Probe(
                            "animal",
                            2L,
                            access -> access.animals().findById(2L).map(a -> a.name)),
            Role.DERIVED,
                    new Probe(
                            "animalNames",
                            Keys.of(),
                            access -> text(access.animals().names())));

    static final Map<Role, Probe> VEHICLE = Map.of(
            Role.ENTRY,
                    new Probe(
                            "vehicle",
                            1L,
                            access -> access.vehicles().findById(1L).map(a -> a.name)),
            Role.OTHER,
                    new Probe(
                            "vehicle",
                            2L,
                            access -> access.vehicles().findById(2L).map(a -> a.name)),
            Role.DERIVED,
                    new Probe(
                            "vehicleNames",
                            Keys.of(),
                            access -> text(access.vehicles().names())));

    static final Map<Role, Probe> SHAPE = Map.of(
            Role.ENTRY,
                    new Probe(
                            "shape", 1L, access -> access.shapes().findById(1L).map(a -> a.name)),
            Role.OTHER,
                    new Probe(
                            "shape", 2L, access -> access.shapes().findById(2L).map(a -> a.name)),
            Role.DERIVED,
                    new Probe(
                            "shapeNames",
                            Keys.of(),
                            access -> text(access.shapes().names())));

    static final Map<Role, Probe> SLOT = Map.of(Role.ENTRY, slot(1), Role.OTHER, slot(2));

    static final Map<Role, Probe> LINE = Map.of(Role.ENTRY, line(1), Role.OTHER, line(2));

    static final Map<Role, Probe> BOOK = Map.of(Role.ENTRY, book("one"), Role.OTHER, book("two"));

    static final Map<Role, Probe> REMOVED_BOOK = Map.of(Role.ENTRY, book("new"), Role.OTHER, book("two"));

    private static Probe item(long id) {
        return new Probe("item", id, access -> access.items().findById(id).map(Warehouse.Item::state));
    }

    private static Probe itemsOf(long category) {
        return new Probe(
                "itemsOfCategory",
                category,
                access -> access.items().findByCategoryId(category).stream()
                        .map(Warehouse.Item::state)
                        .sorted()
                        .toList());
    }

    private static Probe category(long id) {
        return new Probe(
                "category",
                id,
                access -> access.categories()
                        .findLoaded(id)
                        .map(category -> category.name
                                + category.colour
                                + category.labels
                                + category.featured.stream()
                                        .map(Warehouse.Item::getName)
                                        .sorted()
                                        .toList()));
    }

    private static Probe note(long id) {
        return new Probe("note", id, access -> access.notes().findById(id).map(note -> note.text));
    }

    private static Probe notesOf(long item) {
        return new Probe(
                "notesOfItem",
                item,
                access -> access.notes().findByItemId(item).stream()
                        .map(note -> note.text)
                        .sorted()
                        .toList());
    }

    private static Probe slot(int rack) {
        Warehouse.Place place = new Warehouse.Place(1, rack);
        return new Probe("slot", place, access -> access.slots().findById(place).map(slot -> slot.name));
    }

    private static Probe line(int position) {
        Warehouse.LineId id = new Warehouse.LineId(1, position);
        return new Probe("line", id, access -> access.lines().findById(id).map(line -> line.name));
    }

    private static Probe book(String isbn) {
        return new Probe(
                "bookByIsbn", isbn, access -> access.books().findByIsbn(isbn).map(book -> book.name));
    }
}
