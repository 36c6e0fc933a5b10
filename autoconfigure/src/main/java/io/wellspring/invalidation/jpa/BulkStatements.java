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

import io.wellspring.engine.CacheRegistry;
import io.wellspring.engine.Change;
import io.wellspring.engine.Mark;
import io.wellspring.engine.Mark.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.hibernate.SessionEventListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The bulk statements of one session: announced when its transaction ends, and before that where Spring tells that it is about
 * to commit. Hibernate makes one for each session, of whatever
 * kind and however it was opened.
 *
 * <p>A rollback is announced too: Hibernate does not tell it from a commit whose outcome is unknown. It costs loads, no more.
 */
public final class BulkStatements implements SessionEventListener, UncommittedChanges.Written {

    private static final long serialVersionUID = 1L;
    private static final Log logger = LogFactory.getLog(BulkStatements.class);

    /** Mostly used by one thread; another one may end the transaction. */
    private final transient Map<CacheRegistry, Set<Class<?>>> written = new ConcurrentHashMap<>();

    /** Those that stand since before the commit. */
    private final transient Map<CacheRegistry, Mark> marks = new ConcurrentHashMap<>();

    private transient boolean atOnce;

    @Override
    public void jdbcPrepareStatementStart() {
        StatementObserver.Bulk bulk = StatementObserver.take();
        if (bulk == null) {
            return;
        }
        if (written.isEmpty()) {
            UncommittedChanges.begin(this);
            announceBeforeTheCommit();
        }
        written.computeIfAbsent(bulk.unit().caches(), caches -> ConcurrentHashMap.newKeySet())
                .addAll(bulk.touched().types());
        atOnce |= bulk.unit().writesOutsideTransactions();
    }

    @Override
    public void jdbcExecuteStatementEnd() {
        if (atOnce) {
            announce();
        }
    }

    @Override
    public void jdbcExecuteBatchEnd() {
        jdbcExecuteStatementEnd();
    }

    @Override
    public void flushStart() {
        Expected.end();
    }

    @Override
    public void partialFlushStart() {
        Expected.end();
    }

    @Override
    public void flushEnd(int numberOfEntities, int numberOfCollections) {
        Expected.end();
    }

    @Override
    public void partialFlushEnd(int numberOfEntities, int numberOfCollections) {
        Expected.end();
    }

    @Override
    public void transactionCompletion(boolean successful) {
        Expected.end();
        announce();
        forget(successful ? Outcome.COMMITTED : Outcome.UNKNOWN);
    }

    /** Hibernate does not tell its listeners of a commit that is to come, but Spring does. */
    private void announceBeforeTheCommit() {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void beforeCommit(boolean readOnly) {
                    written.forEach((caches, types) -> {
                        Mark mark = marks.computeIfAbsent(caches, CacheRegistry::mark);
                        announce(caches, types, mark);
                        mark.send();
                    });
                }
            });
        }
    }

    @Override
    public void end() {
        announce();
        forget(Outcome.UNKNOWN);
    }

    @Override
    public boolean anyOf(Predicate<Class<?>> type) {
        return written.values().stream().flatMap(Set::stream).anyMatch(type);
    }

    @Override
    public boolean ended() {
        return written.isEmpty();
    }

    private void announce() {
        written.forEach((caches, types) -> {
            Mark standing = marks.get(caches);
            if (standing == null) {
                caches.atOnce(mark -> announce(caches, types, mark));
            } else {
                announce(caches, types, standing);
            }
        });
    }

    private static void announce(CacheRegistry caches, Set<Class<?>> types, Mark mark) {
        for (Class<?> type : types) {
            try {
                caches.changed(List.of(Change.ofAny(type)), mark);
            } catch (RuntimeException e) {
                // The data is committed: whoever wrote it must not be told otherwise.
                logger.error("Could not invalidate what was computed from " + type, e);
            }
        }
    }

    private void forget(Outcome outcome) {
        if (!written.isEmpty()) {
            marks.forEach((caches, mark) ->
                    mark.end(outcome, late -> announce(caches, written.getOrDefault(caches, Set.of()), late)));
            marks.clear();
            written.clear();
            atOnce = false;
            UncommittedChanges.end(this);
        }
    }
}
