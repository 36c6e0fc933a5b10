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
import io.wellspring.store.Asking.Purpose;
import io.wellspring.store.Entry;
import io.wellspring.store.Found;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
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

    private record Boarded(Object key, Flight flight, Waiting waiting) {}

    private static final Log logger = LogFactory.getLog(Loads.class);

    private final String cache;
    private final CacheSettings settings;
    private final Resources resources;
    private final Flights flights;
    private final Envelopes envelopes;
    private final Sharing sharing;
    private final Counters counters;
    private final Story story;

    Loads(
            String cache,
            CacheSettings settings,
            Resources resources,
            Flights flights,
            Envelopes envelopes,
            Sharing sharing,
            Counters counters,
            Story story) {
        this.cache = cache;
        this.settings = settings;
        this.resources = resources;
        this.flights = flights;
        this.envelopes = envelopes;
        this.sharing = sharing;
        this.counters = counters;
        this.story = story;
    }

    /** Returns the value of a key once it is loaded, by this caller or by another. */
    @Nullable
    Object load(Object key, Loader loader) throws Throwable {
        return load(key, loader, Purpose.READ);
    }

    /** Loads a key though it may be cached; boards a load that runs already. */
    @Nullable
    Object reload(Object key, Loader loader) throws Throwable {
        return load(key, loader, Purpose.RELOAD);
    }

    private @Nullable Object load(Object key, Loader loader, Purpose purpose) throws Throwable {
        while (true) {
            Flight flight = board(key);
            Waiting waiting = Waiting.FOR_OWN;
            try {
                if (!flight.claim()) {
                    counters.coalesced.increment();
                    waiting = flights.waitingFor(flight);
                } else {
                    Load load = newLoad(key, flight, followed(loader, purpose), purpose);
                    if (loader.inCaller() && !loader.asynchronous()) {
                        Object value = load.inThisThread();
                        answered(key, flight, loader);
                        return value;
                    }
                    start(load, load);
                    load.rethrowInterrupt();
                }
                Entry entry = await(key, flight);
                if (entry != null && waiting.accepts(entry)) {
                    answered(key, flight, loader);
                    return envelopes.open(entry);
                }
            } catch (Throwable e) {
                envelopes.failed(flight, Reads.takers());
                throw e;
            } finally {
                Flight.disembark();
            }
        }
    }

    /** Counts what the shared tier has answered, and has it refreshed where it is stale. */
    private void answered(Object key, Flight flight, Loader loader) {
        if (!flight.answered) {
            return;
        }
        counters.sharedHits.increment();
        Entry entry = flight.landing.getNow(null);
        if (entry != null && entry.freshUntil() - resources.ticker().nanos() <= 0) {
            refresh(key, loader);
        }
    }

    /**
     * Loads a key past all flights and stores nothing: for a transaction that has changed what the value is computed from, and
     * that nobody else may see into.
     */
    @Nullable
    Object loadPast(Object key, Loader loader) throws Throwable {
        Object loaded = followed(loader, Purpose.READ).load(key, new LoadContext<>());
        if (!(loader.asynchronous() && loaded instanceof CompletionStage<?> stage)) {
            return loaded;
        }
        try {
            return stage.toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw unwrapped(e);
        }
    }

    /** As {@link #loadPast}, without waiting. */
    CompletableFuture<@Nullable Object> loadPastAsync(Object key, Loader loader) {
        try {
            Object loaded = followed(loader, Purpose.READ).load(key, new LoadContext<>());
            return loader.asynchronous() && loaded instanceof CompletionStage<?> stage
                    ? stage.<@Nullable Object>thenApply(value -> value).toCompletableFuture()
                    : CompletableFuture.completedFuture(loaded);
        } catch (Throwable e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    CompletableFuture<@Nullable Object> loadAsync(Object key, Loader loader) {
        return loadAsync(key, loader, Reads.takers());
    }

    private CompletableFuture<@Nullable Object> loadAsync(Object key, Loader loader, List<Observation> takers) {
        Flight flight = board(key);
        Waiting waiting;
        try {
            if (flight.claim()) {
                waiting = Waiting.FOR_OWN;
                Load load = newLoad(key, flight, followed(loader, Purpose.READ), Purpose.READ);
                boolean bound = resources.transactions().isBound();
                start(load, () -> load.runUnlessWaiting(resources.loads(), bound));
            } else {
                counters.coalesced.increment();
                waiting = flights.waitingFor(flight);
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
            if (failure instanceof TimeoutException && !flight.landing.isDone()) {
                result.completeExceptionally(timedOut(key, flight));
            } else if (failure != null) {
                envelopes.failed(flight, takers);
                result.completeExceptionally(unwrapped(failure));
            } else if (entry != null && waiting.accepts(entry)) {
                answered(key, flight, loader);
                result.complete(envelopes.open(entry, takers));
            } else {
                loadAsync(key, loader, takers).whenComplete((value, again) -> {
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

    /**
     * Begins a load in the background, unless one of the key runs already or there is no room for it. Who needs the value
     * before its turn comes loads it himself.
     */
    void refresh(Object key, Loader loader) {
        if (flights.isAirborne(key)) {
            return;
        }
        Flight flight = flights.boardInBackground(key);
        if (!flight.enqueue()) {
            return;
        }
        Loader background = followed(loader.inBackground(), Purpose.REFRESH);
        try {
            resources.refreshes().execute(() -> {
                if (flight.claim()) {
                    Load load = newLoad(key, flight, background, Purpose.REFRESH);
                    // An executor may run it in the caller's thread: in his transaction, and in his old session.
                    if (resources.transactions().isBound()) {
                        counters.refreshesDropped.increment();
                        load.giveUp();
                    } else {
                        refresh(load);
                    }
                }
            });
            counters.refreshes.increment();
            story.tell(Kind.SERVED_STALE, key, "and a refresh was begun");
        } catch (Throwable e) {
            // Whatever keeps it from running, the caller has his stale value.
            counters.refreshesDropped.increment();
            logger.debug("Dropped the refresh of " + Names.of(cache, key), e);
            if (flight.claim()) {
                newLoad(key, flight, background, Purpose.REFRESH).giveUp();
            }
        }
    }

    private void refresh(Load load) {
        load.run();
        load.flight().landing.whenComplete((entry, failure) -> {
            if (failure != null) {
                logger.warn("Refreshing " + Names.of(cache, load.key()) + " failed; its stale value stays: " + failure);
                logger.debug("Refresh failure", failure);
            }
        });
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
        // All flights of ours begin before any is waited for: two batches that overlap cannot wait for each other.
        for (Boarded boarded : boardAll(keys, definition, batch)) {
            Object key = boarded.key();
            Entry landed;
            try {
                refuseCircle(key, boarded.flight());
                landed = await(key, boarded.flight());
            } catch (Throwable e) {
                envelopes.failed(boarded.flight(), Reads.takers());
                throw e;
            } finally {
                Flight.disembark();
            }
            if (landed != null && boarded.waiting().accepts(landed)) {
                answered(key, boarded.flight(), definition.loader());
                values.put(key, envelopes.open(landed));
            } else {
                values.put(key, load(key, definition.loader()));
            }
        }
        return values;
    }

    private List<Boarded> boardAll(List<Object> keys, CacheLoaderDefinition definition, BatchLoader batch) {
        List<Boarded> boarded = new ArrayList<>();
        List<Load> own = new ArrayList<>();
        try {
            for (Object key : keys) {
                Flight flight = board(key);
                if (!flight.claim()) {
                    counters.coalesced.increment();
                    boarded.add(new Boarded(key, flight, flights.waitingFor(flight)));
                    continue;
                }
                boarded.add(new Boarded(key, flight, Waiting.FOR_OWN));
                Load load = newLoad(key, flight, definition.loader(), Purpose.READ);
                if (load.landedMeanwhile() == null) {
                    own.add(load);
                }
            }
            if (!own.isEmpty()) {
                start(own, definition.loader().inCaller(), resources.tracer().follow(cache, batch));
            }
            return boarded;
        } catch (Throwable e) {
            own.forEach(Load::giveUp);
            throw e;
        } finally {
            Flight.disembark();
        }
    }

    /** To be called by the thread that the load is part of. */
    private Loader followed(Loader loader, Purpose purpose) {
        return resources.tracer().follow(cache, purpose, loader);
    }

    private Load newLoad(Object key, Flight flight, Loader loader, Purpose purpose) {
        return new Load(key, flight, loader, purpose, sharing, resources.ticker(), flights, envelopes, counters, story);
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

    private void start(Load load, Runnable inCaller) {
        try {
            if (load.inCaller()) {
                inCaller.run();
            } else {
                resources.loads().execute(load);
            }
        } catch (Throwable e) {
            // It did not start, or was refused by what decorates it: nobody else would end it.
            load.failed(e);
        }
    }

    private void start(List<Load> all, boolean inCaller, BatchLoader batch) {
        // The first flight stands for all: what the loader reads within belongs to it.
        Flight first = all.get(0).flight();
        all.forEach(load -> load.flight().follow(first));
        first.boardedByItself();
        Runnable run = () -> {
            Flight outer = first.enter();
            List<Load> permitted = all;
            try {
                permitted = sharing.isShared() ? permitted(all) : all;
                if (permitted.isEmpty()) {
                    return;
                }
                Map<Object, Load> loading = new LinkedHashMap<>();
                permitted.forEach(load -> loading.put(load.key(), load));
                Map<Object, Object> loaded = batch.loadAll(
                        List.copyOf(loading.keySet()),
                        key -> Objects.requireNonNull(loading.get(key), "asked for")
                                .context());
                List<Load.Arrival> arrivals = sharing.together(() -> loading.values().stream()
                        .map(load -> load.arrive(loaded.get(load.key())))
                        .toList());
                // Not together: who waits for one of them goes on from here.
                for (int i = 0; i < arrivals.size(); i++) {
                    permitted.get(i).land(arrivals.get(i));
                }
            } catch (Throwable e) {
                permitted.forEach(load -> load.failed(e));
            } finally {
                Flight.leave(outer);
            }
        };
        try {
            if (inCaller) {
                run.run();
            } else {
                resources.loads().execute(run);
            }
        } catch (Throwable e) {
            all.forEach(load -> load.failed(e));
        }
    }

    /**
     * Returns the loads that the shared tier leaves to this node: all are asked for at once, in one round trip. What another node
     * loads is waited for once these have ended, lest two batches wait for each other.
     */
    private List<Load> permitted(List<Load> all) throws ExecutionException, InterruptedException {
        List<CompletableFuture<Found>> asked = sharing.together(() -> all.stream()
                .map(load -> load.ask(Purpose.READ_NOW).toCompletableFuture())
                .toList());
        List<Load> permitted = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            if (all.get(i).isPermitted(asked.get(i).get())) {
                permitted.add(all.get(i));
            }
        }
        return permitted;
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

    static Throwable unwrapped(Throwable failure) {
        return (failure instanceof ExecutionException || failure instanceof CompletionException)
                        && failure.getCause() != null
                ? failure.getCause()
                : failure;
    }
}
