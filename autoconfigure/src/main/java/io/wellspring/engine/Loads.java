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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Runs the loads of one cache: one at a time per key, whoever asks.
 *
 * <p>A load that is the caller's own call runs in the thread of the first caller, as it would without a cache. Any other load
 * runs on a thread of its own, so that no caller that gives up takes it along.
 */
final class Loads {

    private static final Log logger = LogFactory.getLog(Loads.class);

    private final String cache;
    private final CacheSettings settings;
    private final Resources resources;
    private final Flights flights;
    private final Envelopes envelopes;
    private final Counters counters;

    Loads(
            String cache,
            CacheSettings settings,
            Resources resources,
            Flights flights,
            Envelopes envelopes,
            Counters counters) {
        this.cache = cache;
        this.settings = settings;
        this.resources = resources;
        this.flights = flights;
        this.envelopes = envelopes;
        this.counters = counters;
    }

    /** Returns the value of a key once it is loaded, by this caller or by another. */
    @Nullable
    Object load(Object key, Loader loader) throws Throwable {
        while (true) {
            Flight flight = board(key);
            try {
                if (flight.claim()) {
                    if (loader.inCaller()) {
                        return new Load(key, flight, loader, false).inThisThread();
                    }
                    start(new Load(key, flight, loader, false));
                } else {
                    counters.coalesced.increment();
                }
                Entry entry = await(key, flight);
                if (entry != null) {
                    return envelopes.open(entry);
                }
            } finally {
                Flight.disembark();
            }
        }
    }

    /** Loads a key though it may be cached. */
    @Nullable
    Object reload(Object key, Loader loader) throws Throwable {
        while (true) {
            Flight flight = board(key);
            try {
                if (flight.claim()) {
                    start(new Load(key, flight, loader, true));
                }
                Entry entry = await(key, flight);
                if (entry != null) {
                    return envelopes.open(entry);
                }
            } finally {
                Flight.disembark();
            }
        }
    }

    CompletableFuture<@Nullable Object> loadAsync(Object key, Loader loader) {
        Flight flight = board(key);
        try {
            if (!flight.claim()) {
                counters.coalesced.increment();
            } else if (loader.inCaller()) {
                new Load(key, flight, loader, false).run();
            } else {
                start(new Load(key, flight, loader, false));
            }
        } finally {
            Flight.disembark();
        }
        CompletableFuture<@Nullable Object> result = new CompletableFuture<>();
        CompletableFuture<@Nullable Entry> landing = flight.landing.copy();
        if (!settings.loadTimeout().isZero()) {
            landing.orTimeout(settings.loadTimeout().toNanos(), TimeUnit.NANOSECONDS);
        }
        landing.whenComplete((entry, failure) -> {
            if (failure instanceof TimeoutException) {
                result.completeExceptionally(timedOut(key, flight));
            } else if (failure != null) {
                result.completeExceptionally(unwrapped(failure));
            } else if (entry != null) {
                result.complete(envelopes.open(entry));
            } else {
                loadAsync(key, loader).whenComplete((value, again) -> {
                    if (again != null) {
                        result.completeExceptionally(again);
                    } else {
                        result.complete(value);
                    }
                });
            }
        });
        return result;
    }

    /** Begins a load in the background, unless one of the key runs already or there is no room for it. */
    void refresh(Object key, Loader loader) {
        if (flights.isAirborne(key)) {
            return;
        }
        Flight flight = flights.board(key);
        if (!flight.claim()) {
            return;
        }
        Load load = new Load(key, flight, loader.inBackground(), false);
        try {
            resources.refreshes().execute(() -> load.inBackground());
            counters.refreshes.increment();
        } catch (RejectedExecutionException e) {
            counters.refreshesDropped.increment();
            load.giveUp();
        }
    }

    /** Returns the values of keys that one definition loads, in one call for all that nobody else is loading. */
    Map<Object, @Nullable Object> loadAll(List<Object> keys, CacheLoaderDefinition definition) throws Throwable {
        Map<Object, @Nullable Object> values = new LinkedHashMap<>();
        BatchLoader batch = definition.batch();
        if (batch == null) {
            for (Object key : keys) {
                values.put(key, load(key, definition.loader()));
            }
            return values;
        }
        Map<Object, Flight> boarded = new LinkedHashMap<>();
        Map<Object, Flight> own = new LinkedHashMap<>();
        // All flights of ours begin before any is waited for: two batches that overlap cannot wait for each other.
        for (Object key : keys) {
            Flight flight = board(key);
            Flight.disembark();
            boarded.put(key, flight);
            if (flight.claim()) {
                own.put(key, flight);
            } else {
                counters.coalesced.increment();
            }
        }
        if (!own.isEmpty()) {
            start(own, batch, definition);
        }
        for (Map.Entry<Object, Flight> entry : boarded.entrySet()) {
            Object key = entry.getKey();
            Entry landed;
            try {
                refuseCircle(key, entry.getValue());
                landed = await(key, entry.getValue());
            } finally {
                Flight.disembark();
            }
            values.put(key, landed != null ? envelopes.open(landed) : load(key, definition.loader()));
        }
        return values;
    }

    private Flight board(Object key) {
        Flight flight = flights.board(key);
        refuseCircle(key, flight);
        return flight;
    }

    private void refuseCircle(Object key, Flight flight) {
        if (flight.boardedByItself()) {
            throw new RecursiveLoadException(cache, key);
        }
    }

    private void start(Load load) {
        try {
            if (load.loader.inCaller()) {
                load.run();
            } else {
                resources.loads().execute(load);
            }
        } catch (RejectedExecutionException e) {
            load.failed(e);
        }
    }

    private void start(Map<Object, Flight> own, BatchLoader batch, CacheLoaderDefinition definition) {
        // The first flight stands for all: what the loader reads within belongs to it.
        List<Load> all = new ArrayList<>();
        own.forEach((key, flight) -> {
            Load load = new Load(key, flight, definition.loader(), false);
            if (load.landedMeanwhile() == null) {
                all.add(load);
            }
        });
        if (all.isEmpty()) {
            return;
        }
        Flight first = all.get(0).flight;
        all.forEach(load -> load.flight.follow(first));
        Runnable run = () -> {
            Flight outer = first.enter();
            try {
                Map<Object, Object> loaded =
                        batch.loadAll(all.stream().map(load -> load.key).toList());
                all.forEach(load -> load.landed(loaded.get(load.key)));
            } catch (Throwable e) {
                all.forEach(load -> load.failed(e));
            } finally {
                Flight.leave(outer);
            }
        };
        try {
            if (definition.loader().inCaller()) {
                run.run();
            } else {
                resources.loads().execute(run);
            }
        } catch (RejectedExecutionException e) {
            all.forEach(load -> load.failed(e));
        }
    }

    private @Nullable Entry await(Object key, Flight flight) throws Throwable {
        try {
            return settings.loadTimeout().isZero()
                    ? flight.landing.get()
                    : flight.landing.get(settings.loadTimeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } catch (TimeoutException e) {
            throw timedOut(key, flight);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadInterruptedException(cache, key, e);
        }
    }

    private LoadTimeoutException timedOut(Object key, Flight flight) {
        // The next caller begins a new load. This one may still store what it brings.
        flights.abandon(key, flight);
        return new LoadTimeoutException(cache, key, settings.loadTimeout());
    }

    private static Throwable unwrapped(Throwable failure) {
        return (failure instanceof ExecutionException || failure instanceof CompletionException)
                        && failure.getCause() != null
                ? failure.getCause()
                : failure;
    }

    private static boolean wasInterrupted(Throwable failure) {
        if (Thread.currentThread().isInterrupted()) {
            return true;
        }
        Map<Throwable, Boolean> seen = new HashMap<>();
        for (Throwable t = failure; t != null && seen.put(t, true) == null; t = t.getCause()) {
            if (t instanceof InterruptedException) {
                return true;
            }
        }
        return false;
    }

    /** One run of a loader for one key. */
    private final class Load implements Runnable {

        private final Object key;
        private final Flight flight;
        private final Loader loader;
        private final boolean always;
        private final @Nullable Entry previous;
        private final LoadContext<Object> context;
        private final long start = resources.ticker().nanos();

        /** @param always whether to load even if the key has come to be cached */
        Load(Object key, Flight flight, Loader loader, boolean always) {
            this.key = key;
            this.flight = flight;
            this.loader = loader;
            this.always = always;
            this.previous = flights.find(key);
            this.context = previous == null
                    ? new LoadContext<>()
                    : new LoadContext<>(() -> envelopes.open(previous), previous.version());
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
                Object value = loader.load(key, context);
                landed(value);
                return value;
            } catch (Throwable e) {
                if (wasInterrupted(e)) {
                    // It was this caller who was interrupted, not the others: one of them loads again.
                    giveUp();
                } else {
                    failed(e);
                }
                throw e;
            } finally {
                Flight.leave(outer);
            }
        }

        @Override
        public void run() {
            if (landedMeanwhile() != null) {
                return;
            }
            Flight outer = flight.enter();
            try {
                Object loaded = loader.load(key, context);
                if (loader.asynchronous() && loaded instanceof CompletionStage<?> stage) {
                    stage.whenComplete((value, failure) -> {
                        if (failure != null) {
                            failed(unwrapped(failure));
                            return;
                        }
                        try {
                            landed(value);
                        } catch (RuntimeException | Error e) {
                            failed(e);
                        }
                    });
                } else {
                    landed(loaded);
                }
            } catch (Throwable e) {
                failed(e);
            } finally {
                Flight.leave(outer);
            }
        }

        void inBackground() {
            run();
            flight.landing.whenComplete((entry, failure) -> {
                if (failure != null) {
                    logger.warn("Refreshing " + Names.of(cache, key) + " failed; its stale value stays: " + failure);
                    logger.debug("Refresh failure", failure);
                }
            });
        }

        /** Another flight may have landed between the caller's look into the tier and this flight's beginning. */
        private @Nullable Entry landedMeanwhile() {
            if (always || previous == null || previous.freshUntil() - start <= 0) {
                return null;
            }
            flights.land(key, flight, null);
            flight.landing.complete(previous);
            return previous;
        }

        void landed(@Nullable Object value) {
            Entry entry = envelopes.seal(value, context, previous, flight.since, start);
            flights.land(key, flight, Envelopes.worthStoring(entry, context) ? entry : null);
            count();
            flight.landing.complete(entry);
        }

        void failed(Throwable failure) {
            flights.land(key, flight, null);
            count();
            counters.loadFailures.increment();
            flight.landing.completeExceptionally(failure);
        }

        void giveUp() {
            flights.land(key, flight, null);
            flight.landing.complete(null);
        }

        private void count() {
            counters.loads.increment();
            counters.loadNanos.add(resources.ticker().nanos() - start);
        }
    }
}
