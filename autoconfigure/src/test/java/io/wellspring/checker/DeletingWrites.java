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

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.function.LongConsumer;

/** Deletions of an item, which its notes follow without Hibernate; the item comes back by another transaction. */
final class DeletingWrites {

    private final EntityManager entityManager;
    private final Items items;
    private final Commits commits;
    private final Places places;
    private final Targets targets;

    DeletingWrites(Parts parts, Commits commits, Places places, Targets targets) {
        this.entityManager = parts.entityManager();
        this.items = parts.items();
        this.commits = commits;
        this.places = places;
        this.targets = targets;
    }

    boolean entity(WriteForm form) {
        return replace(form, id -> entityManager.remove(entityManager.find(Item.class, id)));
    }

    boolean jpql(WriteForm form) {
        return replace(
                form,
                id -> entityManager
                        .createQuery("delete from Item i where i.id = :id")
                        .setParameter("id", id)
                        .executeUpdate());
    }

    boolean inBatch(WriteForm form) {
        return replace(form, id -> {
            Item item = entityManager.find(Item.class, id);
            entityManager.detach(item);
            items.deleteAllInBatch(List.of(item));
        });
    }

    /** Deletes and inserts in one transaction. */
    boolean atOnce(WriteForm form) {
        long id = targets.deletableItem();
        long shelf = targets.shelf();
        places.unsettle(id);
        try {
            return commits.commit(form, draft -> {
                long revision = draft.next(Kind.ITEM, id);
                long noteRevision = draft.next(Kind.NOTE, id);
                entityManager.remove(entityManager.find(Item.class, id));
                entityManager.flush();
                insert(id, shelf, revision, noteRevision);
                draft.moved(id, shelf);
            });
        } finally {
            places.settle(id);
        }
    }

    private boolean replace(WriteForm form, LongConsumer deletion) {
        long id = targets.deletableItem();
        long shelf = targets.shelf();
        places.unsettle(id);
        try {
            return commits.commit(form, draft -> {
                        draft.delete(Kind.ITEM, id);
                        draft.delete(Kind.NOTE, id);
                        deletion.accept(id);
                    })
                    && commits.commit(form, draft -> {
                        insert(id, shelf, draft.insert(Kind.ITEM, id), draft.insert(Kind.NOTE, id));
                        draft.moved(id, shelf);
                    });
        } finally {
            places.settle(id);
        }
    }

    private void insert(long id, long shelf, long revision, long noteRevision) {
        Item item = new Item(id, entityManager.getReference(Shelf.class, shelf));
        item.revise(revision);
        entityManager.persist(item);
        entityManager.persist(new Note(item, 1, noteRevision));
        entityManager.persist(new Note(item, 2, noteRevision));
    }
}
