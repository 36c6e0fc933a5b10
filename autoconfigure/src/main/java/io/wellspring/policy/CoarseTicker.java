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
package io.wellspring.policy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * A ticker whose coarse time costs three reads of memory. On virtual machines {@link System#nanoTime()} may take as long as all
 * else that a hit does.
 *
 * <p>A thread notes the time every {@link #PRECISION} as long as somebody reads it, and sleeps otherwise: an application at rest
 * has no clock that ticks. While it sleeps the exact time is read.
 *
 * <p>How late the coarse time is depends on when that thread is run: by {@link #PRECISION} as a rule, by more where the machine has
 * more to do than it can or the process was stopped. So nothing may rest on it that must hold then.
 */
public final class CoarseTicker implements Ticker, AutoCloseable {

    /** By how much the coarse time is late as a rule. */
    public static final Duration PRECISION = Duration.ofMillis(10);

    /** For so many ticks nobody has to have read it before it sleeps. */
    private static final int PATIENCE = 20;

    private final Ticker exact;
    private final AtomicBoolean started = new AtomicBoolean();
    private final Thread thread = new Thread(this::tick, "wellspring-clock");
    private volatile long now;
    private volatile boolean awake;
    private volatile boolean closed;

    /** Written by whoever reads the time, and taken back by the thread: a write that it misses is made again with the next read. */
    private boolean read;

    /** @param exact where the time is from */
    public CoarseTicker(Ticker exact) {
        this.exact = exact;
        thread.setDaemon(true);
    }

    @Override
    public long nanos() {
        return exact.nanos();
    }

    @Override
    public long coarseNanos() {
        if (!read) {
            // Not on each read: that would have all processors wait for one another.
            read = true;
        }
        return awake ? now : wake();
    }

    private long wake() {
        if (!closed) {
            if (started.compareAndSet(false, true)) {
                thread.start();
            }
            LockSupport.unpark(thread);
        }
        return exact.nanos();
    }

    private void tick() {
        int unread = 0;
        while (!closed) {
            now = exact.nanos();
            awake = true;
            LockSupport.parkNanos(this, PRECISION.toNanos());
            unread = read ? 0 : unread + 1;
            read = false;
            if (unread > PATIENCE) {
                // Whoever reads from now on reads the exact time, and unparks this thread: before it parks, or after.
                awake = false;
                LockSupport.park(this);
                unread = 0;
            }
        }
        awake = false;
    }

    /** Returns what its thread does. */
    Thread.State state() {
        return thread.getState();
    }

    /** Ends the thread. The time is exact from then on. */
    @Override
    public void close() {
        closed = true;
        awake = false;
        LockSupport.unpark(thread);
    }
}
