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

import io.wellspring.policy.Ticker;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends what takes longer than a time that is the same for all. They are looked through now and then, as long as there are any, a
 * fifth of that time apart: a timer for each would wake a thread for each.
 *
 * <p>Added in the order of their deadlines, near enough, so that only the first few need to be looked at.
 */
final class Deadlines {

    private static final int LOOKS = 5;

    private record Deadline(CompletableFuture<?> future, long at) {}

    private final Queue<Deadline> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final ScheduledExecutorService executor;
    private final Ticker ticker;
    private final long timeout;

    Deadlines(Duration timeout, Ticker ticker, ScheduledExecutorService executor) {
        this.timeout = timeout.toNanos();
        this.ticker = ticker;
        this.executor = executor;
    }

    /** Has a future fail with a {@link TimeoutException} if it does not complete in time. */
    void add(CompletableFuture<?> future) {
        if (!future.isDone()) {
            waiting.add(new Deadline(future, ticker.nanos() + timeout));
            lookLater();
        }
    }

    private void lookLater() {
        if (looking.compareAndSet(false, true)) {
            try {
                executor.schedule(this::look, timeout / LOOKS, TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                // It is shut down: nobody is to wait for anything.
                looking.set(false);
                fail();
            }
        }
    }

    private void look() {
        long now = ticker.nanos();
        for (Deadline first = waiting.peek();
                first != null && (first.future().isDone() || first.at() - now <= 0);
                first = waiting.peek()) {
            waiting.poll();
            first.future().completeExceptionally(new TimeoutException("Redis has not answered in time"));
        }
        looking.set(false);
        if (!waiting.isEmpty()) {
            lookLater();
        }
    }

    private void fail() {
        for (Deadline each = waiting.poll(); each != null; each = waiting.poll()) {
            each.future().completeExceptionally(new TimeoutException("The application is about to end"));
        }
    }
}
