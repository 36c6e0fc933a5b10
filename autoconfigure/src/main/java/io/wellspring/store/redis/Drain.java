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
package io.wellspring.store.redis;

import io.wellspring.store.Outbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Tells Redis what lies in the outbox, whichever node has written it, and removes it once Redis has taken it: with every
 * heartbeat, and before this node uses Redis again after a time in which it did not hear from it.
 *
 * <p>The database may be slow: so there is a thread for nothing else.
 */
final class Drain implements AutoCloseable {

    private static final Log logger = LogFactory.getLog(Drain.class);

    /** So many rows are told at a time. */
    private static final int SOME = 100;
    /** For how long an answer of Redis is waited for, and at the end, the database. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(Drain::thread);
    private final AtomicInteger gaps = new AtomicInteger();
    private final Rows rows;
    private final Invalidator invalidator;
    private final BooleanSupplier proven;
    private volatile int drained;
    private volatile boolean started;
    private boolean warned;

    /** @param proven whether this node hears from Redis */
    Drain(Rows rows, Invalidator invalidator, BooleanSupplier proven) {
        this.rows = rows;
        this.invalidator = invalidator;
        this.proven = proven;
    }

    /** Begins, once there is a table. Until then Redis is not used. */
    void start(Duration heartbeat) {
        started = true;
        thread.scheduleWithFixedDelay(this::drain, 0, heartbeat.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Whether Redis was told all that lay in the outbox after this node had last not heard from it. */
    boolean isDone() {
        return drained == gaps.get();
    }

    /** This node is about to hear from Redis again: what other nodes could not tell it meanwhile comes first. */
    void again() {
        gaps.incrementAndGet();
        soon();
    }

    /** Writes and tells as soon as may be. */
    void soon() {
        if (started) {
            try {
                thread.execute(this::drain);
            } catch (RejectedExecutionException e) {
                logger.debug("The application is about to end", e);
            }
        }
    }

    @Override
    public void close() {
        // What is not written yet, nobody else knows.
        soon();
        thread.shutdown();
        try {
            if (thread.awaitTermination(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.shutdownNow();
    }

    private void drain() {
        try {
            invalidator.writeRows();
            // Counted before the rows are read: those of a later gap may come after.
            int at = gaps.get();
            if ((at != drained || proven.getAsBoolean()) && tellAll()) {
                drained = at;
            }
            warned = false;
        } catch (RuntimeException e) {
            if (!warned) {
                warned = true;
                logger.warn("The table " + Outbox.TABLE + " is out of order. What it holds is not told until it is not,"
                        + " and if this node loses Redis, it does without it as long: " + e);
            }
        }
    }

    private boolean tellAll() {
        List<Outbox.Row> some = rows.read(SOME);
        boolean all = tell(some);
        while (all && some.size() == SOME) {
            some = rows.read(SOME);
            all = tell(some);
        }
        return all;
    }

    private boolean tell(List<Outbox.Row> some) {
        Map<Long, CompletableFuture<Void>> sent = new LinkedHashMap<>();
        some.forEach(
                row -> sent.put(row.id(), invalidator.tellEnd(changedIn(row)).toCompletableFuture()));
        await(CompletableFuture.allOf(sent.values().toArray(CompletableFuture[]::new)));
        List<Long> told = new ArrayList<>();
        sent.forEach((id, answer) -> {
            if (answer.isDone() && !answer.isCompletedExceptionally()) {
                told.add(id);
            }
        });
        rows.remove(told);
        return told.size() == some.size();
    }

    private Changed changedIn(Outbox.Row row) {
        Changed changed = rows.changedIn(row);
        if (changed == null) {
            logger.warn("Row " + row.id() + " of " + Outbox.TABLE + " cannot be read; all caches fall instead");
            return invalidator.everything();
        }
        return changed;
    }

    private static void await(CompletableFuture<Void> answers) {
        try {
            answers.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            logger.debug("Redis could not be told everything that lies in the outbox", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "wellspring-outbox");
        thread.setDaemon(true);
        return thread;
    }
}
