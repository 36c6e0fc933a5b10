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

import io.wellspring.engine.Episode.Kind;
import io.wellspring.policy.Ticker;
import io.wellspring.store.Asking.Purpose;
import io.wellspring.store.Entry;
import io.wellspring.store.Found;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One run of a loader for one key. Whoever claimed its flight runs it, and ends it whatever happens. */
final class Load implements Runnable {

    private final Object key;
    private final Flight flight;
    private final Loader loader;
    private final Purpose purpose;
    private final Sharing sharing;
    private final Ticker ticker;
    private final Flights flights;
    private final Envelopes envelopes;
    private final Counters counters;
    private final Story story;
    private final @Nullable Entry previous;
    private final LoadContext<Object> context;
    private final long start;
    private final Thread caller = Thread.currentThread();
    private Found.Permit permit = Found.Permit.ALONE;
    private @Nullable Throwable interrupt;

    /** @param purpose to reload, even if the key has come to be cached; to refresh; or to read */
    Load(
            Object key,
            Flight flight,
            Loader loader,
            Purpose purpose,
            Sharing sharing,
            Ticker ticker,
            Flights flights,
            Envelopes envelopes,
            Counters counters,
            Story story) {
        this.key = key;
        this.flight = flight;
        this.loader = loader;
        this.purpose = purpose;
        this.sharing = sharing;
        this.ticker = ticker;
        this.flights = flights;
        this.envelopes = envelopes;
        this.counters = counters;
        this.story = story;
        this.start = ticker.nanos();
        this.previous = flights.find(key);
        this.context = previous == null
                ? new LoadContext<>()
                : new LoadContext<>(() -> envelopes.copyOf(previous), previous.version());
    }

    Object key() {
        return key;
    }

    Flight flight() {
        return flight;
    }

    LoadContext<Object> context() {
        return context;
    }

    boolean inCaller() {
        return loader.inCaller();
    }

    /** Loads for the caller's own thread, who gets the loaded value itself and not a copy. */
    @Nullable
    Object inThisThread() throws Throwable {
        Entry landed = landedMeanwhile();
        if (landed != null) {
            return envelopes.open(landed);
        }
        Flight outer = flight.enter();
        try {
            if (!isPermitted()) {
                landed = flight.landing.join();
                return landed == null ? null : envelopes.copyOf(landed);
            }
            boolean entered = sharing.enter(permit, outer != null);
            try {
                Object value = loader.load(key, context);
                landed = landed(value);
                return value;
            } finally {
                leave(entered);
            }
        } catch (Throwable e) {
            failedHere(e);
            throw e;
        } finally {
            Flight.leave(outer);
            if (landed != null) {
                envelopes.read(landed);
            }
        }
    }

    @Override
    public void run() {
        if (landedMeanwhile() == null) {
            run(this::isPermitted, false);
        }
    }

    /**
     * Loads for a caller who must not be kept: where the shared tier has to be waited for, an executor goes on. What the caller's
     * session has open is his thread's, and so is a load in it.
     */
    void runUnlessWaiting(Executor executor, boolean bound) {
        if (bound || !sharing.isShared()) {
            run();
            return;
        }
        if (landedMeanwhile() != null) {
            return;
        }
        boolean nested = Flight.current() != null;
        CompletableFuture<Found> asked = ask(purpose).toCompletableFuture();
        if (asked.isDone()) {
            run(() -> isPermitted(asked.get()), nested);
            return;
        }
        asked.whenComplete((found, failure) -> {
            try {
                executor.execute(() -> run(() -> isPermitted(asked.get()), nested));
            } catch (Throwable e) {
                failed(e);
            }
        });
    }

    /** @param nested whether it is for another load, which has had its turn */
    private void run(Callable<Boolean> permission, boolean nested) {
        Flight outer = flight.enter();
        try {
            if (!permission.call()) {
                return;
            }
            boolean entered = sharing.enter(permit, nested || outer != null);
            boolean later = false;
            try {
                Object loaded = loader.load(key, context);
                if (loader.asynchronous() && loaded instanceof CompletionStage<?> stage) {
                    later = true;
                    stage.whenComplete((value, failure) -> {
                        leave(entered);
                        landedLater(value, failure);
                    });
                } else {
                    landed(loaded);
                }
            } finally {
                leave(entered && !later);
            }
        } catch (Throwable e) {
            failedHere(e);
        } finally {
            Flight.leave(outer);
        }
    }

    /** Throws what an interrupt of this caller made of the load, if this caller's thread ran it. */
    void rethrowInterrupt() throws Throwable {
        if (interrupt != null) {
            throw interrupt;
        }
    }

    /** Another flight may have landed between the caller's look into the tier and this flight's beginning. */
    @Nullable
    Entry landedMeanwhile() {
        if (purpose == Purpose.RELOAD
                || previous == null
                || previous.freshUntil() - start <= 0
                || !sharing.trustsNear(previous, start)) {
            return null;
        }
        flights.land(key, flight, null);
        flight.landing.complete(previous);
        return previous;
    }

    /** Asks the shared tier for the entry, or for leave to store one. To be followed by {@link #isPermitted}. */
    CompletionStage<Found> ask(Purpose asked) {
        flight.stripe = sharing.stripeOf(key);
        return sharing.ask(key, asked, flight.opened, flight.inOldSession());
    }

    /** Whether the value is to be loaded. If not, the flight has ended. */
    boolean isPermitted(Found found) {
        flight.observation().asked(ticker.nanos());
        if (found instanceof Found.Permit granted) {
            permit = granted;
            if (granted == Found.Permit.BYPASS) {
                // A commit is under way somewhere: whoever comes once it has returned must not get what was read
                // before.
                flights.abandon(key, flight);
            }
            return true;
        }
        if (found instanceof Found.Hit hit) {
            arrived(envelopes.seal(hit.stored(), flight.since, ticker.nanos()));
        } else {
            giveUp();
        }
        return false;
    }

    private boolean isPermitted() throws InterruptedException, ExecutionException {
        return !sharing.isShared()
                || isPermitted(ask(purpose).toCompletableFuture().get());
    }

    private void arrived(Entry entry) {
        flight.answered = true;
        story.tell(Kind.SHARED_HIT, key, null);
        flights.land(key, flight, entry);
        flight.landing.complete(entry);
    }

    private Entry landed(@Nullable Object value) {
        Arrival arrival = arrive(value);
        land(arrival);
        return arrival.entry();
    }

    /**
     * What was loaded, and is handed in to the shared tier.
     *
     * @param worth what to store; null where it is nothing
     * @param accepted whether it may be stored here too
     * @param certain whether those who wait may have it in any case
     */
    record Arrival(Entry entry, @Nullable Entry worth, CompletableFuture<Boolean> accepted, boolean certain) {}

    /** Hands in what was loaded. To be followed by {@link #land}. */
    Arrival arrive(@Nullable Object value) {
        Observation observation = flight.observation();
        if (!observation.isComplete()) {
            context.doNotStore();
        }
        Entry entry = envelopes.seal(key, value, context, previous, observation, flight.since, start, flight.stripe);
        Entry worth = Envelopes.worthStoring(entry, context) ? entry : null;
        return new Arrival(entry, worth, permit.store(worth).toCompletableFuture(), permit.expects(entry));
    }

    void land(Arrival arrival) {
        count(Kind.LOADED, purpose == Purpose.REFRESH ? "in the background" : null);
        if (!arrival.accepted().isDone() && arrival.certain()) {
            // Nobody waits until it is stored. Who comes before boards this flight, and has the value too.
            flight.landing.complete(arrival.entry());
        }
        arrival.accepted().whenComplete((may, failure) -> {
            boolean kept = may != null && may;
            if (!kept) {
                story.tell(
                        Kind.REFUSED,
                        key,
                        "the shared tier did not take it: a commit was under way, or it is out of order");
            }
            flights.land(key, flight, kept ? arrival.worth() : null);
            // What was only now seen to matter may have been changing: then those who wait ask for themselves.
            flight.landing.complete(kept || arrival.certain() ? arrival.entry() : null);
        });
    }

    void failed(Throwable failure) {
        permit.store(null);
        // First, so that who has seen the failure begins anew.
        flights.land(key, flight, null);
        if (!flight.landing.isDone()) {
            count(Kind.LOAD_FAILED, failure.toString());
            flight.landing.completeExceptionally(failure);
        }
    }

    /** Lets those who wait load by themselves. */
    void giveUp() {
        permit.store(null);
        flights.land(key, flight, null);
        flight.landing.complete(null);
    }

    private void leave(boolean entered) {
        if (entered) {
            sharing.leave();
        }
    }

    private void landedLater(@Nullable Object value, @Nullable Throwable failure) {
        if (failure != null) {
            failed(Loads.unwrapped(failure));
            return;
        }
        try {
            landed(value);
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    private void failedHere(Throwable failure) {
        if (Thread.currentThread() == caller && wasInterrupted(failure)) {
            // It was this caller who was interrupted, not the others: one of them loads again.
            interrupt = failure;
            giveUp();
        } else {
            failed(failure);
        }
    }

    /** @param detail for people */
    private void count(Kind outcome, @Nullable String detail) {
        long now = ticker.nanos();
        counters.loaded(now - start, outcome == Kind.LOAD_FAILED);
        story.tell(outcome, key, now, now - start, detail);
    }

    private static boolean wasInterrupted(Throwable failure) {
        if (Thread.currentThread().isInterrupted()) {
            return true;
        }
        Set<Throwable> seen = new HashSet<>();
        for (Throwable t = failure; t != null && seen.add(t); t = t.getCause()) {
            if (t instanceof InterruptedException) {
                return true;
            }
        }
        return false;
    }
}
