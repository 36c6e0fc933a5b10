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

import io.wellspring.invalidation.Invalidations;
import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaUpdate;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes by statements, of which no entity event tells. They load no entity: it would not follow the statement. */
final class StatementWrites {

    private static final String SEVERAL = "update Item i set i.revision = i.revision + 1,"
            + " i.payload = concat(cast(i.id as string), ':', cast(i.revision + 1 as string)) where i.id in :ids";
    private static final String MOVE = "update Item i set i.revision = :revision, i.payload = :payload,"
            + " i.shelf = (select s from Shelf s where s.id = :shelf) where i.id = :id";

    private final EntityManager entityManager;
    private final Items items;
    private final JdbcTemplate jdbc;
    private final Invalidations invalidations;
    private final Commits commits;
    private final Places places;
    private final Targets targets;

    StatementWrites(Parts parts, Commits commits, Places places, Targets targets) {
        this.entityManager = parts.entityManager();
        this.items = parts.items();
        this.jdbc = parts.jdbc();
        this.invalidations = parts.invalidations();
        this.commits = commits;
        this.places = places;
        this.targets = targets;
    }

    boolean jpql(WriteForm form) {
        List<Long> ids = targets.twoItems();
        return commits.commit(form, draft -> {
            ids.forEach(id -> draft.next(Kind.ITEM, id));
            entityManager.createQuery(SEVERAL).setParameter("ids", ids).executeUpdate();
        });
    }

    boolean movedByJpql(WriteForm form) {
        long id = targets.item();
        long shelf = targets.shelf();
        places.unsettle(id);
        try {
            return commits.commit(form, draft -> {
                long revision = draft.next(Kind.ITEM, id);
                draft.moved(id, shelf);
                entityManager
                        .createQuery(MOVE)
                        .setParameter("revision", revision)
                        .setParameter("payload", Payload.of(id, revision))
                        .setParameter("shelf", shelf)
                        .setParameter("id", id)
                        .executeUpdate();
            });
        } finally {
            places.settle(id);
        }
    }

    boolean criteria(WriteForm form) {
        long id = targets.item();
        return commits.commit(form, draft -> {
            long revision = draft.next(Kind.ITEM, id);
            CriteriaBuilder builder = entityManager.getCriteriaBuilder();
            CriteriaUpdate<Item> update = builder.createCriteriaUpdate(Item.class);
            update.where(builder.equal(update.from(Item.class).get("id"), id));
            update.set("revision", revision).set("payload", Payload.of(id, revision));
            entityManager.createQuery(update).executeUpdate();
        });
    }

    boolean nativeStatement(WriteForm form) {
        long id = targets.item();
        return commits.commit(form, draft -> {
            long revision = draft.next(Kind.ITEM, id);
            entityManager
                    .createNativeQuery("update item set revision = ?, payload = ? where id = ?")
                    .setParameter(1, revision)
                    .setParameter(2, Payload.of(id, revision))
                    .setParameter(3, id)
                    .executeUpdate();
        });
    }

    boolean modifyingQuery(WriteForm form) {
        long id = targets.item();
        return commits.commit(form, draft -> {
            long revision = draft.next(Kind.ITEM, id);
            items.revise(id, revision, Payload.of(id, revision));
        });
    }

    boolean plainJdbc(WriteForm form) {
        long id = targets.item();
        return commits.commit(form, draft -> {
            remark(id, draft.next(Kind.REMARK, id));
            invalidations.tag("remark:" + id);
        });
    }

    boolean plainJdbcRolledBack(WriteForm form) {
        long id = targets.item();
        return commits.rollBack(form, draft -> {
            remark(id, draft.poison(Kind.REMARK, id));
            draft.unnoticed();
        });
    }

    private void remark(long id, long revision) {
        jdbc.update("update remark set revision = ? where id = ?", revision, id);
    }
}
