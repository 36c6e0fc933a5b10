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
import java.sql.Connection;
import java.sql.Savepoint;
import java.util.List;
import org.hibernate.Session;

/** Writes that roll back, as a whole or in part. What they take back has a revision that nobody may see. */
final class RollingBackWrites {

    private static final String UPDATE =
            "update Item i set i.revision = :revision, i.payload = :payload where i.id = :id";

    private final EntityManager entityManager;
    private final Commits commits;
    private final Targets targets;

    RollingBackWrites(Parts parts, Commits commits, Targets targets) {
        this.entityManager = parts.entityManager();
        this.commits = commits;
        this.targets = targets;
    }

    boolean managed(WriteForm form) {
        long id = targets.item();
        return commits.rollBack(form, draft -> poison(draft, id));
    }

    boolean statement(WriteForm form) {
        long id = targets.item();
        return commits.rollBack(form, draft -> update(id, draft.poison(Kind.ITEM, id)));
    }

    /** Commits in a transaction of its own, within one that rolls back. */
    boolean outer(WriteForm form) {
        List<Long> ids = targets.twoItems();
        return commits.rollBack(form, outer -> {
            poison(outer, ids.get(0));
            entityManager.flush();
            commits.commitAnew(form, inner -> {
                long revision = inner.next(Kind.ITEM, ids.get(1));
                entityManager.find(Item.class, ids.get(1)).revise(revision);
            });
        });
    }

    /** Rolls back to a savepoint, and commits the rest. */
    boolean toSavepoint(WriteForm form) {
        long id = targets.item();
        return commits.commit(form, draft -> {
            long revision = draft.next(Kind.ITEM, id);
            entityManager.find(Item.class, id).revise(revision);
            entityManager.flush();
            Session session = entityManager.unwrap(Session.class);
            Savepoint savepoint = session.doReturningWork(Connection::setSavepoint);
            update(id, Ledger.POISON + revision);
            session.doWork(connection -> connection.rollback(savepoint));
        });
    }

    private void poison(Draft draft, long id) {
        long revision = draft.poison(Kind.ITEM, id);
        entityManager.find(Item.class, id).revise(revision);
    }

    private void update(long id, long revision) {
        entityManager
                .createQuery(UPDATE)
                .setParameter("revision", revision)
                .setParameter("payload", Payload.of(id, revision))
                .setParameter("id", id)
                .executeUpdate();
    }
}
