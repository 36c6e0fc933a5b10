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

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The ways to the warehouse. */
@Component
record Access(
        Warehouse.Items items,
        Warehouse.Categories categories,
        Warehouse.Notes notes,
        Warehouse.Stamps stamps,
        Warehouse.Animals animals,
        Warehouse.Vehicles vehicles,
        Warehouse.Shapes shapes,
        Warehouse.Slots slots,
        Warehouse.Lines lines,
        Warehouse.Books books,
        EntityManager entityManager,
        EntityManagerFactory entityManagerFactory,
        PlatformTransactionManager transactionManager) {

    void inTransaction(Consumer<Session> work) {
        new TransactionTemplate(transactionManager)
                .executeWithoutResult(status -> work.accept(entityManager.unwrap(Session.class)));
    }

    void inNewTransaction(Consumer<Session> work) {
        TransactionTemplate template = new TransactionTemplate(transactionManager);
        template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        template.executeWithoutResult(status -> work.accept(entityManager.unwrap(Session.class)));
    }

    void rolledBack(Consumer<Session> work) {
        new TransactionTemplate(transactionManager).executeWithoutResult(status -> {
            work.accept(entityManager.unwrap(Session.class));
            status.setRollbackOnly();
        });
    }

    /** In a session of its own, which Spring knows nothing of, without a transaction. */
    void stateless(Consumer<StatelessSession> work) {
        try (StatelessSession session =
                entityManagerFactory.unwrap(SessionFactory.class).openStatelessSession()) {
            work.accept(session);
        }
    }

    void statelessInTransaction(Consumer<StatelessSession> work) {
        stateless(session -> {
            session.beginTransaction();
            work.accept(session);
            session.getTransaction().commit();
        });
    }
}
