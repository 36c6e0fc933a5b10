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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Opens what readers read in. */
final class Contexts {

    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(50);

    private final Parts parts;
    private final Oracles oracles;
    private final Findings findings;
    private final TransactionTemplate readOnly;
    private final TransactionTemplate writable;
    private final TransactionTemplate snapshot;

    Contexts(Parts parts, Oracles oracles, Findings findings) {
        this.parts = parts;
        this.oracles = oracles;
        this.findings = findings;
        writable = parts.transaction(TransactionDefinition.PROPAGATION_REQUIRED);
        readOnly = parts.transaction(TransactionDefinition.PROPAGATION_REQUIRED);
        readOnly.setReadOnly(true);
        snapshot = parts.transaction(TransactionDefinition.PROPAGATION_REQUIRED);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** @param held an item that an old session or snapshot has read before */
    void run(ReaderContext context, long held, Runnable reads) {
        switch (context) {
            case NONE -> reads.run();
            case READ_ONLY -> readOnly.executeWithoutResult(status -> reads.run());
            case WRITABLE -> writable.executeWithoutResult(status -> reads.run());
            case OLD_SNAPSHOT ->
                snapshot.executeWithoutResult(status -> {
                    hold(parts.entityManager(), held);
                    reads.run();
                });
            case OLD_SESSION -> inSession(held, reads);
        }
    }

    private void inSession(long held, Runnable reads) {
        try (EntityManager session = parts.entityManagerFactory().createEntityManager()) {
            TransactionSynchronizationManager.bindResource(
                    parts.entityManagerFactory(), new EntityManagerHolder(session));
            try {
                hold(session, held);
                reads.run();
            } finally {
                TransactionSynchronizationManager.unbindResource(parts.entityManagerFactory());
            }
        }
    }

    /** Reads past the cache, and lets others write before it goes on. */
    private void hold(EntityManager session, long held) {
        session.find(Item.class, held);
        session.createQuery("select s from Shelf s left join fetch s.labels", Shelf.class)
                .getResultList();
        long writes = oracles.writes() + 3;
        long begun = System.nanoTime();
        while (oracles.writes() < writes && System.nanoTime() - begun < PATIENCE && !findings.stopped()) {
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(500));
        }
    }
}
