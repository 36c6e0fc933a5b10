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
package io.wellspring.fleet.process;

import io.wellspring.fleet.process.Board.Count;
import io.wellspring.store.redis.MarkRejectedException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes: most often a change of a managed article, or of two, sometimes a statement, sometimes rolled back. */
final class Writers {

    static final int THREADS = 2;

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int OFTEN = 10;
    private static final int SELDOM = 1000;

    private final int node;
    private final Articles articles;
    private final EntityManager entityManager;
    private final TransactionTemplate transactions;
    private final Board board;
    private final AtomicLongArray own;

    Writers(
            int node,
            Articles articles,
            EntityManager entityManager,
            TransactionTemplate transactions,
            Board board,
            AtomicLongArray own) {
        this.node = node;
        this.articles = articles;
        this.entityManager = entityManager;
        this.transactions = transactions;
        this.board = board;
        this.own = own;
    }

    /** Writes once, and pauses: in some seconds shortly, in others for long, so that caches have a time to be filled. */
    void write(SplittableRandom random) {
        try {
            if (random.nextInt(50) == 0) {
                statement(random);
            } else {
                change(random);
            }
        } catch (RuntimeException e) {
            if (wasRejected(e)) {
                board.count(node, Count.REJECTED);
            } else {
                board.count(node, Count.WRITE_FAILURES);
                FleetProcess.say("FAILURE of a write: " + e);
            }
        }
        int pause = System.nanoTime() / SECOND % 3 == 0 ? OFTEN : SELDOM;
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(2 * pause)));
    }

    private void statement(SplittableRandom random) {
        int id = Board.anyArticle(random);
        boolean kept = random.nextInt(4) != 0;
        long revision = transactions.execute(status -> {
            long next = locked(id).revision + 1;
            articles.revise((long) id, next, kept ? Article.payload(id, next) : "rolled back");
            if (!kept) {
                status.setRollbackOnly();
            }
            return next;
        });
        ended(kept, new int[] {id}, new long[] {revision});
    }

    private void change(SplittableRandom random) {
        int first = Board.anyArticle(random);
        int second = Board.anyArticle(random);
        // Always in the same order, lest two writers wait for each other.
        int[] ids = random.nextInt(4) != 0 || first == second
                ? new int[] {first}
                : new int[] {Math.min(first, second), Math.max(first, second)};
        boolean kept = random.nextInt(8) != 0;
        long[] revisions = transactions.execute(status -> {
            long[] next = new long[ids.length];
            for (int i = 0; i < ids.length; i++) {
                Article article = locked(ids[i]);
                article.revise(kept);
                next[i] = article.revision;
            }
            entityManager.flush();
            if (!kept) {
                status.setRollbackOnly();
            }
            return next;
        });
        ended(kept, ids, revisions);
    }

    private Article locked(int id) {
        return entityManager.find(Article.class, (long) id, LockModeType.PESSIMISTIC_WRITE);
    }

    private void ended(boolean kept, int[] ids, long[] revisions) {
        long now = System.nanoTime();
        for (int i = 0; kept && i < ids.length; i++) {
            own.accumulateAndGet(ids[i], revisions[i], Math::max);
            board.committed(ids[i], revisions[i], now);
        }
        board.count(node, kept ? Count.WRITES : Count.ROLLBACKS);
    }

    private static boolean wasRejected(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof MarkRejectedException) {
                return true;
            }
        }
        return false;
    }
}
