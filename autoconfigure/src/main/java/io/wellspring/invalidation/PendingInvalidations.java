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
import io.wellspring.engine.Mark.Outcome;
import io.wellspring.engine.Sequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What the program has announced, put or evicted in one transaction. Invalidations are done before the commit, under a mark that
 * stands until after it; puts after the commit.
 */
final class PendingInvalidations implements TransactionSynchronization {

    private static final Log logger = LogFactory.getLog(PendingInvalidations.class);

    /** Hits ask for them: Spring's own map of resources takes ten times as long. */
    private static final ThreadLocal<@Nullable PendingInvalidations> CURRENT = new ThreadLocal<>();

    /** @param key null for every key of the cache */
    private record Subject(Object cache, @Nullable Object key) {}

    private final Set<Subject> subjects = new HashSet<>();
    private final Set<Class<?>> types = new HashSet<>();
    private final Sequence sequence;
    private final List<Consumer<Mark>> invalidations = new ArrayList<>();
    private final List<Consumer<Mark>> puts = new ArrayList<>();
    private boolean anything;
    private @Nullable Mark mark;
    private int announced;
    private volatile boolean ended;

    private PendingInvalidations(Sequence sequence) {
        this.sequence = sequence;
    }

    static @Nullable PendingInvalidations current() {
        PendingInvalidations known = CURRENT.get();
        // JTA may have ended it on another thread.
        return known == null || known.ended ? null : known;
    }

    /** Returns those of the current transaction, which has synchronization. */
    static PendingInvalidations bound(Sequence sequence) {
        PendingInvalidations bound = current();
        if (bound == null) {
            bound = new PendingInvalidations(sequence);
            TransactionSynchronizationManager.registerSynchronization(bound);
            CURRENT.set(bound);
        }
        return bound;
    }

    void addAfter(Object cache, @Nullable Object key, Consumer<Mark> put) {
        subjects.add(new Subject(cache, key));
        puts.add(put);
    }

    void add(Object cache, @Nullable Object key, Consumer<Mark> invalidation) {
        subjects.add(new Subject(cache, key));
        invalidations.add(invalidation);
    }

    void add(Class<?> type, Consumer<Mark> invalidation) {
        types.add(type);
        invalidations.add(invalidation);
    }

    /** Adds an invalidation of which it cannot be told what it concerns. */
    void add(Consumer<Mark> invalidation) {
        anything = true;
        invalidations.add(invalidation);
    }

    boolean concern(Object cache, @Nullable Object key, Dependencies dependencies) {
        return anything
                || subjects.contains(new Subject(cache, key))
                || subjects.contains(new Subject(cache, null))
                || types.stream().anyMatch(dependencies::concernedBy);
    }

    @Override
    public void suspend() {
        CURRENT.remove();
    }

    @Override
    public void resume() {
        CURRENT.set(this);
    }

    @Override
    public void beforeCommit(boolean readOnly) {
        Mark marked = marked();
        announce(marked);
        marked.send();
    }

    @Override
    public void afterCompletion(int status) {
        ended = true;
        CURRENT.remove();
        Mark marked = marked();
        // Where the outcome is unknown it may be committed.
        if (status == STATUS_ROLLED_BACK) {
            marked.end(Outcome.ROLLED_BACK, late -> {});
            return;
        }
        // Some may have been added since the mark.
        announce(marked);
        puts.forEach(put -> safely(put, marked));
        Outcome outcome = status == STATUS_COMMITTED ? Outcome.COMMITTED : Outcome.UNKNOWN;
        marked.end(outcome, late -> {
            announced = 0;
            announce(late);
        });
    }

    private Mark marked() {
        Mark known = mark;
        if (known == null) {
            known = sequence.mark();
            mark = known;
        }
        return known;
    }

    /** Does what was added since it was called last. */
    private void announce(Mark under) {
        while (announced < invalidations.size()) {
            safely(invalidations.get(announced++), under);
        }
    }

    /** Where the data is committed, whoever saved it must not be told otherwise. */
    private static void safely(Consumer<Mark> action, Mark mark) {
        try {
            action.accept(mark);
        } catch (RuntimeException e) {
            logger.error("Could not invalidate what was changed in a transaction", e);
        }
    }
}
