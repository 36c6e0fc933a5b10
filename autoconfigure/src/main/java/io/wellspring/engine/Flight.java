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
package io.wellspring.engine;

import io.wellspring.store.Entry;
import io.wellspring.store.SharedTier;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A running load that its callers share.
 *
 * <p>Flights that wait for one another form chains, across threads: a load's thread that waits for another load, or runs it,
 * is recorded in {@link #awaited}. The record is written before the chain is walked, so that of several threads that close a
 * circle at once at least the last to write sees it.
 */
final class Flight {

    /** The number of the last invalidation before the load began, or the session was opened that it reads in. */
    final long since;

    /** When that session was opened, or the load began. */
    final Moment opened;

    /** When the load itself began, by the engine's ticker. */
    final long began;

    private final boolean snapshot;

    private final Observation observation;

    /** The place of the key's name among those that other nodes tell, once that is known. */
    volatile char stripe = SharedTier.NO_STRIPE;

    /** Whether the shared tier has answered it, so that there was nothing to load. */
    volatile boolean answered;

    /** Completes with the entry, stored or not; with null where the load was given up and callers are to try again. */
    final CompletableFuture<@Nullable Entry> landing = new CompletableFuture<>();

    private final AtomicBoolean enqueued = new AtomicBoolean();
    private final AtomicBoolean claimed = new AtomicBoolean();

    private volatile @Nullable Flight awaited;
    private volatile @Nullable Flight leader;

    /** @param snapshot whether it reads in a transaction: what it reads may be as old as that */
    Flight(Moment opened, long began, boolean snapshot, Observation observation) {
        this.opened = opened;
        this.since = opened.number();
        this.began = began;
        this.snapshot = snapshot;
        this.observation = observation;
    }

    /** Returns the load that the current thread runs; null where it runs none. */
    static @Nullable Flight current() {
        ReadScope scope = ReadScope.current();
        return scope == null ? null : scope.flight();
    }

    /** What its load has been seen to read, or the load of the flight that it follows. */
    Observation observation() {
        Flight first = leader;
        return first == null ? observation : first.observation;
    }

    /**
     * Whether its value will be right for a read that begins now: nothing that it has read has changed since. What it has yet
     * to read, it reads as it is then, unless it reads in a snapshot: then nothing at all may have changed.
     *
     * @param ended the greatest number of an invalidation that has ended
     */
    boolean isCurrent(long ended) {
        return snapshot ? ended <= since : observation().holds(since);
    }

    /** Whether it reads in a session that was open before. */
    boolean inOldSession() {
        return opened.nanos() != began;
    }

    /** Whether somebody runs its load already. */
    boolean isClaimed() {
        return claimed.get();
    }

    boolean inSnapshot() {
        return snapshot;
    }

    /** Whether it falls to the caller to have the load run in the background: to the first that asks. */
    boolean enqueue() {
        return enqueued.compareAndSet(false, true);
    }

    /** Whether it falls to the caller to run the load: to the first that asks. */
    boolean claim() {
        return claimed.compareAndSet(false, true);
    }

    /** Makes this the load of the current thread, and returns the one that it runs within. */
    @Nullable
    Flight enter() {
        return ReadScope.enter(this);
    }

    /** Ends what {@link #enter()} began. */
    static void leave(@Nullable Flight outer) {
        ReadScope.leave(outer);
    }

    /**
     * Records that the load of the current thread, if there is one, needs this flight to go on.
     *
     * @return whether it would wait for itself
     */
    boolean boardedByItself() {
        Flight boarding = current();
        if (boarding == null) {
            return false;
        }
        boarding.awaited = this;
        for (Flight next = this; next != null; next = next.awaited) {
            if (next == boarding) {
                boarding.awaited = null;
                return true;
            }
        }
        return false;
    }

    /** Records that this flight lands only when another does, which runs its load too. */
    void follow(Flight leader) {
        awaited = leader == this ? null : leader;
        this.leader = leader == this ? null : leader;
    }

    /** Records that the load of the current thread waits no more. */
    static void disembark() {
        Flight boarding = current();
        if (boarding != null) {
            boarding.awaited = null;
        }
    }
}
