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
package io.wellspring.invalidation.jpa;

import io.wellspring.engine.Dependencies;
import io.wellspring.engine.Moment;
import io.wellspring.engine.Sequence;
import io.wellspring.invalidation.PersistenceContexts;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.ManagedEntity;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.Status;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.ConcurrentReferenceHashMap;
import org.springframework.util.ConcurrentReferenceHashMap.ReferenceType;

/**
 * The sessions that Spring has bound to the current thread. A session answers from its first-level cache, whatever the isolation
 * of its transaction: what it returns may be as old as itself. So it is remembered which invalidation was the last when it
 * was opened.
 */
public final class BoundSessions implements PersistenceContexts {

    /** More entities than this are not looked through. */
    private static final int MANY = 1000;

    private final Sequence invalidations;
    private final Map<SharedSessionContractImplementor, Moment> ages =
            new ConcurrentReferenceHashMap<>(64, ReferenceType.WEAK);

    public BoundSessions(Sequence invalidations) {
        this.invalidations = invalidations;
    }

    /** Takes down the age of a session that is just opened. */
    public void opened(EntityManager entityManager) {
        ages.put(entityManager.unwrap(SharedSessionContractImplementor.class), invalidations.moment());
    }

    @Override
    public Moment openedAt(Moment now) {
        Moment oldest = now;
        for (Object resource : resources()) {
            if (resource instanceof EntityManagerHolder holder) {
                Moment opened = ages.get(sessionOf(holder));
                oldest = oldest.orOlder(opened == null ? now.unknown() : opened);
            }
        }
        return oldest;
    }

    @Override
    public boolean isBound() {
        for (Object resource : resources()) {
            if (resource instanceof EntityManagerHolder) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void held(Consumer<Class<?>> types, Runnable tooMany) {
        for (Object resource : resources()) {
            if (!(resource instanceof EntityManagerHolder holder)) {
                continue;
            }
            PersistenceContext context = sessionOf(holder).getPersistenceContextInternal();
            if (context.getNumberOfManagedEntities() > MANY) {
                tooMany.run();
                return;
            }
            for (ManagedEntity entity : context.reentrantSafeManagedEntities()) {
                types.accept(entity.$$_hibernate_getEntityEntry().getPersister().getMappedClass());
            }
        }
    }

    @Override
    public boolean hasWritten() {
        return UncommittedChanges.any();
    }

    @Override
    public boolean hasWritten(Dependencies dependencies) {
        return UncommittedChanges.anyOf(dependencies);
    }

    @Override
    public boolean mayHaveChanged(Dependencies dependencies) {
        for (Object resource : resources()) {
            if (resource instanceof EntityManagerHolder holder
                    && mayHaveChanged(sessionOf(holder).getPersistenceContextInternal(), dependencies)) {
                return true;
            }
        }
        return false;
    }

    /** On the way of each hit in a transaction that may write. */
    private static boolean mayHaveChanged(PersistenceContext context, Dependencies dependencies) {
        int managed = context.getNumberOfManagedEntities();
        if (managed == 0 || managed > MANY) {
            return managed > 0;
        }
        Class<?> unconcerned = null;
        for (ManagedEntity entity : context.reentrantSafeManagedEntities()) {
            EntityEntry entry = entity.$$_hibernate_getEntityEntry();
            Class<?> type = entry.getPersister().getMappedClass();
            // Entities of a type mostly stand side by side, as they were loaded.
            if (type == unconcerned || entry.getStatus() == Status.READ_ONLY) {
                continue;
            }
            if (dependencies.concernedBy(type)) {
                return true;
            }
            unconcerned = type;
        }
        return false;
    }

    private static Collection<Object> resources() {
        return TransactionSynchronizationManager.getResourceMap().values();
    }

    private static SharedSessionContractImplementor sessionOf(EntityManagerHolder holder) {
        return holder.getEntityManager().unwrap(SharedSessionContractImplementor.class);
    }
}
