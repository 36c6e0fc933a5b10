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

import io.wellspring.engine.ReadThroughCache;
import java.util.List;
import java.util.function.LongFunction;

/** Reads through the caches, and shows a witness what came of it. */
final class Readings {

    private final Parts parts;
    private final ReadThroughCache<Long, Item> loaded;
    private final long kept;

    Readings(Parts parts, CheckerSettings settings) {
        this.parts = parts;
        this.loaded = parts.caches().cache("loadedItem", Long.class, Item.class);
        this.kept = settings.kept();
    }

    void byId(Witness witness, long id) {
        item(witness, id, key -> parts.items().findById(key).orElse(null));
    }

    void loader(Witness witness, long id) {
        item(witness, id, loaded::get);
    }

    void keyedList(Witness witness, long shelf) {
        list(witness, shelf, parts.items()::findByShelfId);
    }

    void derivedList(Witness witness, long shelf) {
        list(witness, shelf, parts.items()::findByShelfIdOrderById);
    }

    void slowKeyedList(Witness witness, long shelf) {
        list(witness, shelf, parts.readables()::slowlyByKey);
    }

    void slowList(Witness witness, long shelf) {
        list(witness, shelf, parts.readables()::slowly);
    }

    void projection(Witness witness, long id) {
        view(witness, id, key -> parts.items().view(key).orElse(null));
    }

    void declaredProjection(Witness witness, long id) {
        view(witness, id, key -> parts.items().declaredView(key).orElse(null));
    }

    void synchronizedView(Witness witness, long id) {
        view(witness, id, parts.readables()::view);
    }

    void plainView(Witness witness, long id) {
        view(witness, id, parts.readables()::plainView);
    }

    void nested(Witness witness, long id) {
        view(witness, id, key -> {
            Doubled doubled = parts.nested().doubled(key);
            if (doubled != null && doubled.twice() != 2 * doubled.view().revision()) {
                witness.torn(Kind.ITEM, id, doubled.toString());
            }
            return doubled == null ? null : doubled.view();
        });
    }

    void sum(Witness witness, long any) {
        long floor = 0;
        for (long id = 1; id <= kept; id++) {
            floor += witness.floor(Kind.ITEM, id);
        }
        long sum = parts.items().sumUpTo(kept);
        long ceiling = 0;
        for (long id = 1; id <= kept; id++) {
            ceiling += witness.ceiling(Kind.ITEM, id);
        }
        witness.sum(sum, floor, ceiling);
    }

    void notes(Witness witness, long id) {
        long floor = witness.floor(Kind.NOTE, id);
        List<Note> notes = parts.readables().notes(id);
        if (notes.isEmpty()) {
            witness.missed(Kind.NOTE, id, floor);
        } else if (notes.size() != 2
                || notes.get(0).getRevision() != notes.get(1).getRevision()) {
            witness.torn(
                    Kind.NOTE, id, notes.stream().map(Note::getPayload).toList().toString());
        } else {
            witness.saw(Kind.NOTE, id, notes.get(0).getRevision(), notes.get(0).getPayload(), floor);
        }
    }

    void shelf(Witness witness, long id) {
        long floor = witness.floor(Kind.SHELF, id);
        long labelFloor = witness.floor(Kind.LABEL, id);
        Shelf shelf = parts.readables().shelf(id);
        witness.saw(Kind.SHELF, id, shelf.getRevision(), floor);
        if (shelf.getLabels().size() == 1) {
            witness.saw(
                    Kind.LABEL, id, Long.parseLong(shelf.getLabels().iterator().next()), labelFloor);
        } else {
            witness.torn(Kind.LABEL, id, shelf.getLabels().toString());
        }
    }

    void remark(Witness witness, long id) {
        long floor = witness.floor(Kind.REMARK, id);
        witness.saw(Kind.REMARK, id, parts.readables().remark(id), floor);
    }

    private static void item(Witness witness, long id, LongFunction<Item> read) {
        long floor = witness.floor(Kind.ITEM, id);
        long version = witness.floor(Kind.VERSION, id);
        Item item = read.apply(id);
        if (item == null) {
            witness.missed(Kind.ITEM, id, floor);
        } else {
            witness.saw(Kind.ITEM, id, item.getRevision(), item.getPayload(), floor);
            witness.saw(Kind.VERSION, id, item.getVersion(), version);
        }
    }

    private static void view(Witness witness, long id, LongFunction<ItemView> read) {
        long floor = witness.floor(Kind.ITEM, id);
        long[] shelves = witness.floors(Kind.SHELF);
        ItemView view = read.apply(id);
        if (view == null) {
            witness.missed(Kind.ITEM, id, floor);
        } else {
            long shelf = view.shelf();
            witness.saw(Kind.ITEM, id, view.revision(), view.payload(), floor);
            witness.saw(Kind.SHELF, shelf, view.shelfRevision(), shelves[(int) shelf]);
        }
    }

    private static void list(Witness witness, long shelf, LongFunction<List<Item>> read) {
        long[] floors = witness.floors(Kind.ITEM);
        long[] stable = witness.places().on(shelf);
        for (Item item : read.apply(shelf)) {
            int id = item.getId().intValue();
            witness.saw(Kind.ITEM, id, item.getRevision(), item.getPayload(), floors[id]);
            stable[id] = 0;
        }
        for (int id = 1; witness.isLive() && id < stable.length; id++) {
            if (stable[id] != 0 && witness.places().stayed(id, stable[id])) {
                witness.missedInPlace(id);
            }
        }
    }
}
