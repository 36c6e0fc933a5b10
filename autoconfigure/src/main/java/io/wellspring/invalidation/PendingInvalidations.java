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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What the program has announced, put or evicted in one transaction, to be done once that has committed. */
final class PendingInvalidations implements TransactionSynchronization {

    private static final Log logger = LogFactory.getLog(PendingInvalidations.class);
    private static final Object RESOURCE = PendingInvalidations.class;

    /** @param key null for every key of the cache */
    private record Subject(Object cache, @Nullable Object key) {}

    private final Set<Subject> subjects = new HashSet<>();
    private final Set<Class<?>> types = new HashSet<>();
    private final List<Runnable> actions = new ArrayList<>();
    private boolean anything;

    private PendingInvalidations() {}

    static @Nullable PendingInvalidations current() {
        return (PendingInvalidations) TransactionSynchronizationManager.getResource(RESOURCE);
    }

    /** Returns those of the current transaction, which has synchronization. */
    static PendingInvalidations bound() {
        PendingInvalidations bound = current();
        if (bound == null) {
            bound = new PendingInvalidations();
            TransactionSynchronizationManager.registerSynchronization(bound);
            TransactionSynchronizationManager.bindResource(RESOURCE, bound);
        }
        return bound;
    }

    void add(Object cache, @Nullable Object key, Runnable action) {
        subjects.add(new Subject(cache, key));
        actions.add(action);
    }

    void add(Class<?> type, Runnable action) {
        types.add(type);
        actions.add(action);
    }

    /** Adds an action of which it cannot be told what it concerns. */
    void add(Runnable action) {
        anything = true;
        actions.add(action);
    }

    boolean concern(Object cache, @Nullable Object key, Dependencies dependencies) {
        return anything
                || subjects.contains(new Subject(cache, key))
                || subjects.contains(new Subject(cache, null))
                || types.stream().anyMatch(dependencies::concernedBy);
    }

    @Override
    public void suspend() {
        TransactionSynchronizationManager.unbindResourceIfPossible(RESOURCE);
    }

    @Override
    public void resume() {
        TransactionSynchronizationManager.bindResource(RESOURCE, this);
    }

    @Override
    public void afterCompletion(int status) {
        TransactionSynchronizationManager.unbindResourceIfPossible(RESOURCE);
        // Where the outcome is unknown it may be committed.
        if (status == STATUS_ROLLED_BACK) {
            return;
        }
        for (Runnable action : actions) {
            try {
                action.run();
            } catch (RuntimeException e) {
                // The data is committed: whoever saved it must not be told otherwise.
                logger.error("Could not invalidate what was changed in a transaction", e);
            }
        }
    }
}
