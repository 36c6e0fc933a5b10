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
import jakarta.persistence.LockModeType;
import java.util.Set;

/** Writes of managed entities, and of entities in stateless sessions. */
final class EntityWrites {

    private final EntityManager entityManager;
    private final Commits commits;
    private final Places places;
    private final Targets targets;

    EntityWrites(EntityManager entityManager, Commits commits, Places places, Targets targets) {
        this.entityManager = entityManager;
        this.commits = commits;
        this.places = places;
        this.targets = targets;
    }

    boolean managed(WriteForm form) {
        long id = targets.item();
        return commits.commit(form, draft -> revise(draft, id));
    }

    boolean merged(WriteForm form) {
        long id = targets.item();
        return commits.commit(form, draft -> {
            long revision = draft.next(Kind.ITEM, id);
            Item item = entityManager.find(Item.class, id);
            entityManager.detach(item);
            item.revise(revision);
            entityManager.merge(item);
        });
    }

    boolean dynamicallyUpdated(WriteForm form) {
        long id = targets.item();
        return commits.commit(form, draft -> {
            long revision = draft.next(Kind.NOTE, id);
            for (int number = 1; number <= 2; number++) {
                entityManager.find(Note.class, Note.idOf(id, number)).revise(revision);
            }
        });
    }

    boolean associated(WriteForm form) {
        long shelf = targets.shelf();
        return commits.commit(
                form, draft -> entityManager.find(Shelf.class, shelf).revision = draft.next(Kind.SHELF, shelf));
    }

    boolean collection(WriteForm form) {
        long shelf = targets.shelf();
        return commits.commit(form, draft -> {
            long revision = draft.next(Kind.LABEL, shelf);
            Set<String> labels = entityManager.find(Shelf.class, shelf).labels;
            labels.clear();
            labels.add(Long.toString(revision));
        });
    }

    boolean moved(WriteForm form) {
        long id = targets.item();
        long shelf = targets.shelf();
        places.unsettle(id);
        try {
            return commits.commit(form, draft -> {
                revise(draft, id).shelf = entityManager.getReference(Shelf.class, shelf);
                draft.moved(id, shelf);
            });
        } finally {
            places.settle(id);
        }
    }

    boolean forcedIncrement(WriteForm form) {
        long id = targets.keptItem();
        return commits.commit(form, draft -> {
            draft.lock(Kind.ITEM, id);
            Item item = entityManager.find(Item.class, id);
            entityManager.lock(item, LockModeType.PESSIMISTIC_FORCE_INCREMENT);
            draft.raised(Kind.VERSION, id, item.version);
        });
    }

    boolean statelessUpdate(WriteForm form) {
        long id = targets.item();
        return commits.commitStateless(form, (session, draft) -> {
            long revision = draft.next(Kind.ITEM, id);
            Item item = session.get(Item.class, id);
            item.revise(revision);
            session.update(item);
        });
    }

    boolean upsert(WriteForm form) {
        long id = targets.item();
        return commits.commitStateless(form, (session, draft) -> {
            long revision = draft.next(Kind.ITEM, id);
            Item item = session.get(Item.class, id);
            item.revise(revision);
            session.upsert(item);
        });
    }

    private Item revise(Draft draft, long id) {
        long revision = draft.next(Kind.ITEM, id);
        Item item = entityManager.find(Item.class, id);
        item.revise(revision);
        return item;
    }
}
