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

import io.wellspring.store.Asking;
import io.wellspring.store.Asking.Purpose;
import io.wellspring.store.Entry;
import io.wellspring.store.Fleet;
import io.wellspring.store.Found;
import io.wellspring.store.Generation;
import io.wellspring.store.SharedTier;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What one cache has to do with other nodes: the tier that they share, and how far its own may be trusted meanwhile. */
final class Sharing {

    private static final CompletionStage<Found> ALONE = CompletableFuture.completedFuture(Found.Permit.ALONE);
    private static final CompletionStage<Found> BYPASS = CompletableFuture.completedFuture(Found.Permit.BYPASS);

    private final String cache;
    private final LoadTracer tracer;
    private final @Nullable SharedTier tier;
    private final Fleet fleet;
    private final Heard heard;
    private final boolean shared;
    private final Supplier<Collection<Generation>> expected;
    private final Semaphore loadsWithout;
    private final Duration patience;

    /**
     * @param tier null where there is none
     * @param expected what values of the cache are mostly computed from
     * @param patience for how long a load waits for its turn while the shared tier is out of order
     */
    Sharing(
            String cache,
            @Nullable SharedTier tier,
            Fleet fleet,
            Heard heard,
            Supplier<Collection<Generation>> expected,
            Duration patience,
            LoadTracer tracer) {
        this.cache = cache;
        this.tracer = tracer;
        this.tier = tier;
        this.fleet = fleet;
        this.heard = heard;
        this.shared = fleet.isShared();
        this.expected = expected;
        this.loadsWithout = new Semaphore(fleet.loadsWithout());
        this.patience = patience;
    }

    @Nullable
    SharedTier tier() {
        return tier;
    }

    /** Whether there may be other nodes. */
    boolean isShared() {
        return shared;
    }

    /**
     * Whether what this node holds may answer the current thread. What it reads for a value that is to be stored for all nodes
     * must not be older than that by a message.
     */
    boolean trustsNear(Entry entry, long now) {
        return !shared || (fleet.isProven(entry.stripe(), now) && !Reads.wanted());
    }

    /**
     * Whether what a running load brings may answer the current thread: it began when everything was heard that other nodes
     * told, or not long ago; and after the current thread's own load, which is to be stored for all nodes.
     */
    boolean trusts(Flight flight, long now) {
        return !shared
                || ((fleet.isProven(flight.stripe, now)
                                || now - flight.began <= fleet.heartbeat().toNanos())
                        && Reads.isNoOlder(flight.began));
    }

    /**
     * Waits for the turn of a load, where nothing protects the database from the load that the shared tier would have taken. What
     * is loaded for another value does not wait: that one has had its turn, and may be waited for itself.
     *
     * @return whether {@link #leave} is to be called
     */
    boolean enter(Found.Permit permit, boolean nested) throws InterruptedException {
        return permit == Found.Permit.NONE
                && !nested
                && loadsWithout.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    void leave() {
        loadsWithout.release();
    }

    /** Has all asked and stored at once that an action asks and stores. */
    <T> T together(Supplier<T> action) {
        return tier == null ? action.get() : tier.together(action);
    }

    boolean holds(char stripe, long since) {
        return !shared || heard.holds(stripe, since);
    }

    char stripeOf(Object key) {
        return tier == null ? SharedTier.NO_STRIPE : tier.stripeOf(key);
    }

    /**
     * Asks for the entry of a key, or for leave to store it.
     *
     * @param opened when the session was opened that a load will read in; now where there is none
     * @param old whether there is one
     */
    CompletionStage<Found> ask(Object key, Purpose purpose, Moment opened, boolean old) {
        if (opened.isNever()) {
            return BYPASS;
        }
        return tier == null
                ? ALONE
                : tracer.follow(cache, tier.name(), key, () -> tier.find(key, asking(purpose, opened, old)));
    }

    /** Asks for the entry of a key as a read would, for people: nobody is told of it, and nothing is left behind. */
    CompletionStage<Found> show(Object key, Moment now) {
        return tier == null ? ALONE : tier.find(key, asking(Purpose.SHOW, now, false));
    }

    private Asking asking(Purpose purpose, Moment opened, boolean old) {
        return new Asking(purpose, expected.get(), old, opened.nanos());
    }
}
