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

import io.wellspring.engine.Dependencies;
import io.wellspring.engine.Mark;
import io.wellspring.engine.Moment;
import io.wellspring.engine.Sequence;
import io.wellspring.engine.Transactions;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The transactions that Spring manages, and the persistence contexts in them. */
public final class SpringTransactions implements Transactions {

    private final Supplier<PersistenceContexts> contexts;
    private final Sequence sequence;

    /** @param sequence numbers what is invalidated */
    public SpringTransactions(Supplier<PersistenceContexts> contexts, Sequence sequence) {
        this.contexts = contexts;
        this.sequence = sequence;
    }

    @Override
    public Moment openedAt(Moment now) {
        // A transaction that may write may read what it wrote: nobody else may, until it has committed.
        if (mayWrite() || contexts.get().hasWritten()) {
            return now.never();
        }
        Moment opened = contexts.get().openedAt(now);
        return inSnapshot() ? opened.orOlder(TransactionAges.ofCurrent(now)) : opened;
    }

    @Override
    public boolean isBound() {
        return inSnapshot() || contexts.get().isBound();
    }

    @Override
    public boolean inSnapshot() {
        return TransactionSynchronizationManager.isActualTransactionActive();
    }

    @Override
    public void held(Consumer<Class<?>> types, Runnable tooMany) {
        contexts.get().held(types, tooMany);
    }

    @Override
    public boolean mayWrite() {
        return TransactionSynchronizationManager.isActualTransactionActive()
                && !TransactionSynchronizationManager.isCurrentTransactionReadOnly();
    }

    @Override
    public @Nullable String name() {
        return TransactionSynchronizationManager.getCurrentTransactionName();
    }

    @Override
    public boolean hides(Object cache, @Nullable Object key, Dependencies dependencies) {
        if (contexts.get().hasWritten(dependencies)) {
            return true;
        }
        if (!mayWrite()) {
            return false;
        }
        PendingInvalidations pending = PendingInvalidations.current();
        return (pending != null && pending.concern(cache, key, dependencies))
                || contexts.get().mayHaveChanged(dependencies);
    }

    @Override
    public boolean afterCommit(Object cache, @Nullable Object key, Consumer<Mark> action) {
        if (!canWait()) {
            return false;
        }
        PendingInvalidations.bound(sequence).addAfter(cache, key, action);
        return true;
    }

    @Override
    public void withCommit(Object cache, @Nullable Object key, Consumer<Mark> invalidation) {
        if (canWait()) {
            PendingInvalidations.bound(sequence).add(cache, key, invalidation);
        }
    }

    /** As {@link #withCommit}, for whatever is computed from a type. */
    void withCommit(Class<?> type, Consumer<Mark> invalidation) {
        if (canWait()) {
            PendingInvalidations.bound(sequence).add(type, invalidation);
        }
    }

    /** As {@link #withCommit}, for what cannot be told beforehand. */
    void withCommit(Consumer<Mark> invalidation) {
        if (canWait()) {
            PendingInvalidations.bound(sequence).add(invalidation);
        }
    }

    /** Whether there is a commit to wait for. */
    private boolean canWait() {
        return mayWrite() && TransactionSynchronizationManager.isSynchronizationActive();
    }
}
