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

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.wellspring.policy.Ticker;
import io.wellspring.store.Fleet;
import io.wellspring.store.Generation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The way to Redis that all caches of a node take. A caller loses at most the time-out on it: and once several have, nobody tries
 * any more until it has recovered.
 */
final class Line {

    private static final Log logger = LogFactory.getLog(Line.class);

    private final Node node;
    private final Scripts scripts;
    private final Ticker ticker;
    private final Deadlines deadlines;
    private final CircuitBreaker breaker;
    private final IntSupplier connection;
    private final Waiters waiters = new Waiters();
    private final LongAdder unreadable = new LongAdder();
    private volatile Fleet.@Nullable Listener listener;
    private volatile BooleanSupplier usable = () -> false;

    /**
     * @param connection counts the connections: what was asked on one must be answered on the same
     * @param deadlines end the wait for an answer
     */
    Line(
            Node node,
            Scripts scripts,
            IntSupplier connection,
            Ticker ticker,
            Deadlines deadlines,
            CircuitBreaker breaker) {
        this.connection = connection;
        this.node = node;
        this.scripts = scripts;
        this.ticker = ticker;
        this.deadlines = deadlines;
        this.breaker = breaker;
    }

    Node node() {
        return node;
    }

    Scripts scripts() {
        return scripts;
    }

    Ticker ticker() {
        return ticker;
    }

    Waiters waiters() {
        return waiters;
    }

    void listen(Fleet.Listener told) {
        listener = told;
    }

    /** @param condition whether what Redis keeps may be used: not while it does not know all that this node has changed */
    void useWhile(BooleanSupplier condition) {
        usable = condition;
    }

    /** Whether what Redis keeps may be used at the moment. */
    boolean isUsable() {
        return usable.getAsBoolean();
    }

    /** Whether Redis is worth a try. */
    boolean isWorthATry() {
        boolean permitted = breaker.tryAcquirePermission();
        if (permitted) {
            // The answers count, each by itself: one action may have several, or none.
            breaker.releasePermission();
        }
        return permitted;
    }

    /** Whether nobody tries at the moment, or only a few do. */
    boolean isOpen() {
        return breaker.getState() != CircuitBreaker.State.CLOSED;
    }

    Fleet.@Nullable Listener listener() {
        return listener;
    }

    @Nullable
    Generation generation(String name) {
        Fleet.Listener told = listener;
        return told == null ? null : told.generation(name);
    }

    /** Does something with Redis, or what there is to do without it. */
    <T> CompletionStage<T> guarded(Supplier<CompletionStage<T>> without, Supplier<CompletionStage<T>> action) {
        if (!isUsable() || !isWorthATry()) {
            return without.get();
        }
        CompletionStage<T> stage;
        try {
            stage = action.get();
        } catch (RuntimeException e) {
            stage = CompletableFuture.failedFuture(e);
        }
        return stage.exceptionallyCompose(failure -> {
            logger.debug("Redis did not answer as expected", failure);
            return without.get();
        });
    }

    /** Whether names lie in slots, which may be on several nodes. */
    boolean isCluster() {
        return scripts.isCluster();
    }

    /** Counts the connections: what was asked on one must be answered, and stored, on the same. */
    int connection() {
        return connection.getAsInt();
    }

    /**
     * Returns an answer of Redis, or fails where it comes too late, and counts which of the two.
     *
     * @param late done with an answer that nobody waits for any more
     */
    <T> CompletionStage<T> timely(CompletableFuture<T> answer, Runnable late) {
        long sent = ticker.nanos();
        int on = connection.getAsInt();
        CompletableFuture<T> limited = answer.thenApply(found -> {
            if (on != connection.getAsInt()) {
                throw new IllegalStateException("Another Redis may have answered than was asked");
            }
            return found;
        });
        deadlines.add(limited);
        limited.whenComplete((found, failure) -> {
            long took = ticker.nanos() - sent;
            // An answer that comes from another Redis is of no use, and yet it is one.
            if (failure == null || (answer.isDone() && !answer.isCompletedExceptionally())) {
                breaker.onSuccess(took, TimeUnit.NANOSECONDS);
            } else {
                breaker.onError(took, TimeUnit.NANOSECONDS, failure);
            }
            if (failure != null) {
                late.run();
            }
        });
        return limited;
    }

    /** Counts what lay under one of our names and was no entry. */
    void unreadable(Unreadable found, String name) {
        unreadable.increment();
        if (logger.isDebugEnabled()) {
            logger.debug("Could not read " + name + ": " + found.reason() + ", " + found.detail());
        }
    }

    /** How often something lay under one of our names and was no entry. */
    long unreadable() {
        return unreadable.sum();
    }
}
