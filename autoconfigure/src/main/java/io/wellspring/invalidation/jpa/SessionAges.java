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

import io.wellspring.engine.Resources;
import io.wellspring.engine.Sequence;
import jakarta.persistence.EntityManager;
import java.util.Map;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.ConcurrentReferenceHashMap;
import org.springframework.util.ConcurrentReferenceHashMap.ReferenceType;

/**
 * Remembers which invalidation was the last when a session was opened. A session answers from its first-level cache, whatever
 * the isolation of its transaction: what it returns may be as old as itself.
 */
public final class SessionAges implements Resources.Sessions {

    private final Sequence invalidations;
    private final Map<SharedSessionContractImplementor, Long> ages =
            new ConcurrentReferenceHashMap<>(64, ReferenceType.WEAK);

    public SessionAges(Sequence invalidations) {
        this.invalidations = invalidations;
    }

    /** Takes down the age of a session that is just opened. */
    public void opened(EntityManager entityManager) {
        ages.put(entityManager.unwrap(SharedSessionContractImplementor.class), invalidations.now());
    }

    @Override
    public long openedAt(long now) {
        long oldest = now;
        for (Object resource :
                TransactionSynchronizationManager.getResourceMap().values()) {
            if (resource instanceof EntityManagerHolder holder) {
                SharedSessionContractImplementor session =
                        holder.getEntityManager().unwrap(SharedSessionContractImplementor.class);
                // Of unknown age, it may be older than any invalidation.
                oldest = Math.min(oldest, ages.getOrDefault(session, 0L));
            }
        }
        return oldest;
    }
}
