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

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.copy.Copier;
import io.wellspring.policy.Lifetimes;
import io.wellspring.store.Fleet;
import io.wellspring.store.SharedTier;
import io.wellspring.store.caffeine.CaffeineTier;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An engine with a ticker of its own; holds every test to what must be true when all is done. */
final class TestEngine implements AfterEachCallback {

    static {
        // Long enough for a machine that does other things too; nothing waits longer than it must.
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
    }

    static final Duration TTL = Duration.ofMinutes(10);
    static final Duration STALE_TTL = Duration.ofMinutes(2);
    static final Duration NULL_TTL = Duration.ofSeconds(30);

    final FakeTicker ticker = new FakeTicker();
    final ExecutorService loads = Executors.newCachedThreadPool();
    Executor refreshes = loads;
    Error refusal;
    DoubleSupplier random = () -> 0;
    Resources.Entities entities = Resources.Entities.NONE;
    Fleet fleet = Fleet.ALONE;
    Function<String, @Nullable SharedTier> sharedTiers = name -> null;
    final Sequence sequence = new Sequence(ticker, Fleet.ALONE);
    Transactions transactions = Transactions.NONE;
    CacheSettings settings = settings(Duration.ofSeconds(30));
    private CacheRegistry registry;

    static CacheSettings settings(Duration loadTimeout) {
        return settings(new Lifetimes(TTL, STALE_TTL, NULL_TTL, 0), 10_000, loadTimeout);
    }

    static CacheSettings settings(Lifetimes lifetimes, long maximumSize, Duration loadTimeout) {
        return new CacheSettings(lifetimes, maximumSize, loadTimeout, Copier.NONE, "", true);
    }

    CacheRegistry registry() {
        if (registry == null) {
            Resources resources = new Resources(
                    ticker,
                    InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")),
                    () -> random.getAsDouble(),
                    task -> {
                        if (refusal != null) {
                            throw refusal;
                        }
                        loads.execute(task);
                    },
                    task -> refreshes.execute(task),
                    entities,
                    transactions,
                    new Generations(sequence),
                    fleet,
                    LoadTracer.NONE);
            registry = new CacheRegistry(
                    resources,
                    name -> settings,
                    decided -> new CaffeineTier(decided.maximumSize()),
                    sharedTiers,
                    (text, type) -> type == Long.class ? (Object) Long.valueOf(text) : text);
        }
        return registry;
    }

    void changed(Change change) {
        try (Mark mark = registry().mark()) {
            registry().changed(List.of(change), mark);
        }
    }

    /** @param state null where it is not known */
    void changed(Class<?> type, Object state) {
        Concerned concerned = registry().concerned();
        concerned.add(type, state, true);
        try (Mark mark = registry().mark()) {
            concerned.invalidate(mark);
        }
    }

    void tagged(String tag) {
        try (Mark mark = registry().mark()) {
            registry().tagged(tag, mark);
        }
    }

    Region region() {
        return registry().declare("product");
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        loads.shutdown();
        assertThat(loads.awaitTermination(30, TimeUnit.SECONDS))
                .as("all loads end")
                .isTrue();
        for (String name : registry().names()) {
            Region region = registry().known(name);
            assertThat(region.running()).as("no flight is left behind").isZero();
            CacheStatistics statistics = region.statistics();
            assertThat(statistics.loads()).as("failures are loads").isGreaterThanOrEqualTo(statistics.loadFailures());
        }
    }
}
