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

    /** Carries the number over the beginning itself, which may take the snapshot. */
    private static final ThreadLocal<@Nullable Long> BEGINNING = new ThreadLocal<>();

    private final Sequence invalidations;

    public TransactionAges(Sequence invalidations) {
        this.invalidations = invalidations;
    }

    /** Returns the number of the last invalidation before the current transaction; zero, older than any, where that is not known. */
    static long ofCurrent() {
        Object age = TransactionSynchronizationManager.getResource(RESOURCE);
        return age instanceof Long known ? known : 0;
    }

    @Override
    public void beforeBegin(TransactionExecution transaction) {
        BEGINNING.set(invalidations.now());
    }

    @Override
    public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
        Long age = BEGINNING.get();
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

    private record Unbinding(Long age) implements TransactionSynchronization {

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
