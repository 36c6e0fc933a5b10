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

import io.wellspring.engine.CacheRegistry;
import io.wellspring.engine.Change;
import io.wellspring.engine.Concerned;
import io.wellspring.engine.Mark;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Announces changes that nothing else reports: those of raw JDBC, of triggers, of other programs. To be called after the change
 * is committed, or in the transaction that makes it: then what is computed from it is forgotten now and once more with the
 * commit, and the transaction itself reads past the cache meanwhile.
 */
public final class Invalidations {

    private final CacheRegistry caches;
    private final @Nullable SpringTransactions transactions;

    /** @param transactions null where there are none */
    public Invalidations(CacheRegistry caches, @Nullable SpringTransactions transactions) {
        this.caches = caches;
        this.transactions = transactions;
    }

    /** Forgets everything that was computed from an entity: the entries with its id, and the caches computed from its type. */
    public void changed(Class<?> type, Object id) {
        changed(new Change(type, id, null));
    }

    /** Forgets everything that was computed from entities of a type. */
    public void changed(Class<?> type) {
        changed(Change.ofAny(type));
    }

    /**
     * Forgets every entry that bears a tag, in all caches, in a time that does not depend on how many there are. Loads that run
     * now and will bear it are not stored.
     */
    public void tag(String tag) {
        Consumer<Mark> invalidation = mark -> caches.tagged(tag, mark);
        if (transactions != null) {
            transactions.withCommit(invalidation);
        }
        caches.atOnce(invalidation);
    }

    private void changed(Change change) {
        Consumer<Mark> invalidation = mark -> {
            caches.changed(List.of(change), mark);
            // The state of the entity is not known here.
            Concerned concerned = caches.concerned();
            concerned.add(change.type(), null, false);
            concerned.invalidate(mark);
        };
        if (transactions != null) {
            transactions.withCommit(change.type(), invalidation);
        }
        caches.atOnce(invalidation);
    }
}
