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
package io.wellspring.observe;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.wellspring.engine.BatchLoader;
import io.wellspring.engine.LoadContext;
import io.wellspring.engine.LoadTracer;
import io.wellspring.engine.Loader;
import io.wellspring.store.Asking.Purpose;
import io.wellspring.store.Found;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes each load an observation, {@code wellspring.load}, and each question to a tier that nodes share, {@code wellspring.tier}. A hit
 * in this process is none.
 */
public final class ObservationTracer implements LoadTracer {

    private static final String LOAD = "wellspring.load";
    private static final String TIER = "wellspring.tier";
    private static final String CACHE = "cache.name";
    private static final String KEY = "cache.key.hash";
    private static final String OUTCOME = "cache.outcome";
    private static final String FAILED = "failed";

    private final Supplier<ObservationRegistry> registry;

    /** @param registry asked for when something is followed, as caches come to be before it is complete */
    public ObservationTracer(Supplier<ObservationRegistry> registry) {
        this.registry = registry;
    }

    @Override
    public Loader follow(String cache, Purpose purpose, Loader loader) {
        ObservationRegistry observations = registry.get();
        return observations.isNoop()
                ? loader
                : new Followed(loader, cache, kind(purpose), observations, observations.getCurrentObservation());
    }

    @Override
    public BatchLoader follow(String cache, BatchLoader loader) {
        ObservationRegistry observations = registry.get();
        if (observations.isNoop()) {
            return loader;
        }
        Observation parent = observations.getCurrentObservation();
        return (keys, contexts) -> followed(observations, parent, cache, loader, keys, contexts);
    }

    @SuppressWarnings("try") // A scope is there to be closed.
    private static Map<Object, Object> followed(
            ObservationRegistry observations,
            @Nullable Observation parent,
            String cache,
            BatchLoader loader,
            Collection<Object> keys,
            BatchLoader.Contexts contexts)
            throws Throwable {
        Observation observation = loading(observations, parent, cache, "load")
                .highCardinalityKeyValue("cache.keys", String.valueOf(keys.size()))
                .start();
        try (Observation.Scope scope = observation.openScope()) {
            Map<Object, Object> values = loader.loadAll(keys, contexts);
            observation.lowCardinalityKeyValue(OUTCOME, "loaded");
            return values;
        } catch (Throwable e) {
            failed(observation, e);
            throw e;
        } finally {
            observation.stop();
        }
    }

    @Override
    public CompletionStage<Found> follow(
            String cache, String tier, Object key, Supplier<CompletionStage<Found>> question) {
        ObservationRegistry observations = registry.get();
        if (observations.getCurrentObservation() == null) {
            // It belongs to no trace, and to follow it nevertheless takes a tenth of what it takes itself.
            return question.get();
        }
        Observation observation = Observation.createNotStarted(TIER, observations)
                .contextualName(tier + " " + cache)
                .lowCardinalityKeyValue(CACHE, cache)
                .lowCardinalityKeyValue("cache.tier", tier)
                .highCardinalityKeyValue(KEY, hash(key))
                .start();
        // No scope: the answer comes on a thread of the client's.
        return question.get().whenComplete((found, failure) -> {
            if (failure == null) {
                observation.lowCardinalityKeyValue(OUTCOME, found instanceof Found.Hit ? "hit" : "miss");
            } else {
                failed(observation, failure);
            }
            observation.stop();
        });
    }

    private static Observation loading(
            ObservationRegistry observations, @Nullable Observation parent, String cache, String kind) {
        return Observation.createNotStarted(LOAD, observations)
                .parentObservation(parent)
                .contextualName(kind + " " + cache)
                .lowCardinalityKeyValue(CACHE, cache)
                .lowCardinalityKeyValue("cache.load", kind);
    }

    private static void ended(Observation observation, @Nullable Object value, @Nullable Throwable failure) {
        if (failure == null) {
            observation.lowCardinalityKeyValue(OUTCOME, value == null ? "absent" : "loaded");
        } else {
            failed(observation, failure);
        }
        observation.stop();
    }

    private static void failed(Observation observation, Throwable failure) {
        Throwable cause = failure.getCause();
        observation.lowCardinalityKeyValue(OUTCOME, FAILED);
        observation.error(failure instanceof CompletionException && cause != null ? cause : failure);
    }

    private static String kind(Purpose purpose) {
        return purpose == Purpose.REFRESH || purpose == Purpose.RELOAD
                ? purpose.name().toLowerCase(Locale.ROOT)
                : "load";
    }

    private static String hash(Object key) {
        return Integer.toHexString(key.hashCode());
    }

    private record Followed(
            Loader loader,
            String cache,
            String kind,
            ObservationRegistry observations,
            @Nullable Observation parent) implements Loader {

        @Override
        @SuppressWarnings("try") // A scope is there to be closed.
        public @Nullable Object load(Object key, LoadContext<Object> context) throws Throwable {
            Observation observation = loading(observations, parent, cache, kind)
                    .highCardinalityKeyValue(KEY, hash(key))
                    .start();
            try (Observation.Scope scope = observation.openScope()) {
                Object value = loader.load(key, context);
                if (loader.asynchronous() && value instanceof CompletionStage<?> stage) {
                    return stage.whenComplete((loaded, failure) -> ended(observation, loaded, failure));
                }
                ended(observation, value, null);
                return value;
            } catch (Throwable e) {
                ended(observation, null, e);
                throw e;
            }
        }

        @Override
        public boolean asynchronous() {
            return loader.asynchronous();
        }

        @Override
        public boolean inCaller() {
            return loader.inCaller();
        }

        @Override
        public Loader inBackground() {
            return new Followed(loader.inBackground(), cache, kind, observations, parent);
        }
    }
}
