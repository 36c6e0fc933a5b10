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

import io.wellspring.engine.CacheRegistry;
import io.wellspring.engine.LoadTimeoutException;
import io.wellspring.fleet.process.Board.Count;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Reads, and holds each read against what had been committed when it began.
 *
 * <p>On a node that keeps nothing in its own memory, every article is read by one thread only: so it is the shared tier that
 * answers, or a load that the read began itself, and the read must not miss any commit of any node. Elsewhere it may be the node's
 * own memory: the read must not miss a commit of this node, and one of another node for no longer than the heartbeat.
 */
final class Readers {

    static final int THREADS = 4;
    /** So many reads of a node's own memory, then a pause: others use the machine too. */
    private static final int AT_ONCE = 50;

    private final int node;
    private final boolean strict;
    private final boolean told;
    private final long tolerated;
    private final Articles articles;
    private final CacheRegistry caches;
    private final Board board;
    private final AtomicLongArray own;

    /**
     * @param strict whether this node keeps nothing in its own memory
     * @param told whether nothing is committed of which Redis was not told before; otherwise other nodes may not know of it
     * @param tolerated for how long a read may miss a commit of another node
     * @param own the greatest revision of each article whose commit has returned on this node
     */
    Readers(
            int node,
            boolean strict,
            boolean told,
            long tolerated,
            Articles articles,
            CacheRegistry caches,
            Board board,
            AtomicLongArray own) {
        this.node = node;
        this.strict = strict;
        this.told = told;
        this.tolerated = tolerated;
        this.articles = articles;
        this.caches = caches;
        this.board = board;
        this.own = own;
    }

    void readAs(int thread, SplittableRandom random) {
        for (int i = 0; i < AT_ONCE; i++) {
            // A shelf has one reader too.
            int article = strict ? Board.anyArticle(random, thread, THREADS) : Board.anyArticle(random);
            int form = random.nextInt(16);
            read(form < ReadForm.values().length ? ReadForm.values()[form] : ReadForm.BY_ID, article);
        }
        if (!strict) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private void read(ReadForm form, int asked) {
        if (strict) {
            form.awaitLanding(caches, asked);
        }
        long[] floors = new long[Board.ARTICLES];
        long[] ownFloors = new long[Board.ARTICLES];
        for (int article = 0; article < Board.ARTICLES; article++) {
            if (article == asked || Board.shelf(article) == Board.shelf(asked)) {
                floors[article] = board.floor(article);
                ownFloors[article] = own.get(article);
            }
        }
        long begun = System.nanoTime();
        List<ArticleView> seen;
        try {
            seen = form.read(articles, asked);
        } catch (LoadTimeoutException e) {
            board.count(node, Count.LOAD_TIMEOUTS);
            return;
        } catch (RuntimeException e) {
            board.count(node, Count.READ_FAILURES);
            FleetProcess.say("FAILURE of a read " + form + ": " + e);
            return;
        }
        board.took(node, System.nanoTime() - begun);
        if (seen.isEmpty()) {
            violation(form + " found nothing of " + asked);
        }
        for (ArticleView article : seen) {
            int id = (int) article.id();
            check(form, article, floors[id], ownFloors[id], begun);
        }
        board.count(node, strict && form.isAlone() ? Count.STRICT_READS : Count.NEAR_READS);
    }

    private void check(ReadForm form, ArticleView seen, long floor, long ownFloor, long begun) {
        int id = (int) seen.id();
        if (!seen.isWhole()) {
            violation(form + " saw what was never committed: " + seen);
        }
        if (seen.revision() >= floor) {
            return;
        }
        long staleness = board.staleness(id, seen.revision(), floor, begun);
        String late = form + " saw " + seen + " though " + floor + " was committed, " + ownFloor
                + " of it here; it was out of date for " + staleness / 1000 + " us";
        if (seen.revision() < ownFloor) {
            violation("a read on the writer's node: " + late);
        } else if (told && strict && form.isAlone()) {
            violation("a read of the shared tier: " + late);
        } else if (staleness > tolerated) {
            violation("a read on another node: " + late);
        }
        board.count(node, Count.STALE_READS);
        board.stale(staleness);
    }

    private void violation(String what) {
        board.count(node, Count.VIOLATIONS);
        FleetProcess.say("VIOLATION at " + System.nanoTime() + ": " + what);
    }
}
