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
package io.wellspring.invalidation;

import io.wellspring.engine.Moment;
import io.wellspring.engine.Sequence;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Remembers which invalidation was the last when a transaction began: at REPEATABLE READ and above, all that it reads may be as
 * old as that, whether it reads through Hibernate or not.
 */
public final class TransactionAges implements TransactionExecutionListener {

    private static final Object RESOURCE = TransactionAges.class;

    /** Carries it over the beginning itself, which may take the snapshot. */
    private static final ThreadLocal<@Nullable Moment> BEGINNING = new ThreadLocal<>();

    private final Sequence invalidations;

    public TransactionAges(Sequence invalidations) {
        this.invalidations = invalidations;
    }

    /** Returns when the current transaction began. */
    static Moment ofCurrent(Moment now) {
        Object age = TransactionSynchronizationManager.getResource(RESOURCE);
        return age instanceof Moment known ? known : now.unknown();
    }

    @Override
    public void beforeBegin(TransactionExecution transaction) {
        BEGINNING.set(invalidations.moment());
    }

    @Override
    public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
        Moment age = BEGINNING.get();
        BEGINNING.remove();
        // Within the transaction of another manager the age of that one counts, which is the older.
        if (failure == null
                && age != null
                && TransactionSynchronizationManager.isSynchronizationActive()
                && TransactionSynchronizationManager.getResource(RESOURCE) == null) {
            TransactionSynchronizationManager.bindResource(RESOURCE, age);
            TransactionSynchronizationManager.registerSynchronization(new Unbinding(age));
        }
    }

    private record Unbinding(Moment age) implements TransactionSynchronization {

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResourceIfPossible(RESOURCE);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(RESOURCE, age);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(RESOURCE);
        }
    }
}
