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

import static io.wellspring.engine.InterleavingTests.inCaller;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wellspring.policy.Ticker;
import io.wellspring.store.Fleet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The ways on which a value could lose what it was computed from. */
@Timeout(60)
class LostDependencyTests {

    private interface Category {}

    @RegisterExtension
    final TestEngine engine = new TestEngine();

    private final AtomicReference<String> database = new AtomicReference<>("v1");
    private final FakeTransactions transactions = new FakeTransactions(engine);
    private final Loader fromDatabase = inCaller((key, context) -> {
        Reads.of(Category.class);
        return database.get();
    });

    @Test
    void whatAnInnerLoadReadBeforeItFailedCounts() throws Throwable {
        Region inner = engine.registry().declare("inner");
        Region outer = engine.region();
        Loader loader = inCaller((key, context) -> {
            try {
                return inner.get(1L, inCaller((name, none) -> {
                    Reads.of(Category.class);
                    if (database.get().equals("v1")) {
                        throw new IllegalStateException("no such row");
                    }
                    return database.get();
                }));
            } catch (IllegalStateException e) {
                return "none";
            }
        });
        assertThat(outer.get(1L, loader)).isEqualTo("none");
        database.set("v2");
        engine.changed(new Change(Category.class, 7L, null));
        assertThat(outer.get(1L, loader)).isEqualTo("v2");
    }

    @Test
    void whatIsComputedFromAnEntryOfWhichNotAllIsKnownIsNotStored() throws Throwable {
        engine.transactions = new Transactions() {
            @Override
            public void held(Consumer<Class<?>> types, Runnable tooMany) {
                if (Flight.current() != null) {
                    tooMany.run();
                }
            }
        };
        Region inner = engine.registry().declare("inner");
        Region outer = engine.region();
        outer.get(1L, inCaller((key, context) -> inner.get(1L, fromDatabase)));
        assertThat(inner.peek(1L)).isNull();
        assertThat(outer.peek(1L)).isNull();
    }

    @Test
    void aFutureThatALoadWaitsForCounts() throws Throwable {
        Region inner = engine.registry().declare("inner");
        Region outer = engine.region();
        Loader elsewhere = (key, context) -> {
            Reads.of(Category.class);
            return database.get();
        };
        Loader loader = inCaller((key, context) -> inner.getAsync(1L, elsewhere).get());
        assertThat(outer.get(1L, loader)).isEqualTo("v1");
        database.set("v2");
        engine.changed(new Change(Category.class, 7L, null));
        assertThat(outer.get(1L, loader)).isEqualTo("v2");
    }

    @Test
    void aPutThatWaitsForTheCommitReplacesWhatWasLoadedMeanwhile() throws Throwable {
        engine.transactions = transactions;
        Region region = engine.region();
        transactions.beginWriting();
        region.put(1L, "v2");
        engine.ticker.advance(java.time.Duration.ofMillis(1));
        engine.loads
                .submit(() -> Sneaky.call(() -> region.get(1L, fromDatabase)))
                .get();
        database.set("v2");
        transactions.commit();
        assertThat(region.get(1L, fromDatabase)).isEqualTo("v2");
    }

    @Test
    void aLoadThatRunsWhenATransactionCommitsDoesNotReplaceWhatThatPut() throws Throwable {
        engine.transactions = transactions;
        Region region = engine.region();
        transactions.beginWriting();
        region.put(1L, "v2");
        engine.ticker.advance(java.time.Duration.ofMillis(1));
        HeldLoad load = HeldLoad.of(fromDatabase::load).begin(engine.loads, region, 1L);
        database.set("v2");
        transactions.commit();
        assertThat(load.land()).isEqualTo("v1");
        assertThat(region.get(1L, fromDatabase)).isEqualTo("v2");
    }

    @Test
    void invalidationsThatComeInTheWrongOrderKeepTheNewerVersion() throws Throwable {
        engine.entities = new Resources.Entities() {
            @Override
            public Long versionOf(Object value, String attribute) {
                return (Long) value;
            }
        };
        Region region = engine.region();
        region.invalidate(1L, 5);
        region.invalidate(1L, 4);
        region.get(1L, inCaller((key, context) -> 4L));
        assertThat(region.peek(1L)).as("from a replica behind").isNull();
    }

    @Test
    void aLoadThatBeginsWhileAnInnerEntryIsRemovedDoesNotKeepIt() throws Throwable {
        AtomicReference<Runnable> meanwhile = new AtomicReference<>();
        CacheRegistry registry = registry(new MapTier() {
            @Override
            public void remove(Object key) {
                Runnable step = meanwhile.getAndSet(null);
                if (step != null) {
                    step.run();
                }
                super.remove(key);
            }
        });
        Region inner = registry.declare("inner");
        Region outer = registry.declare("product");
        Loader loader = inCaller((key, context) -> inner.get(1L, fromDatabase));
        inner.get(1L, fromDatabase);
        database.set("v2");
        meanwhile.set(() -> {
            Future<Object> load = engine.loads.submit(() -> Sneaky.call(() -> outer.get(2L, loader)));
            await().until(load::isDone);
        });
        inner.invalidate(1L);
        assertThat(outer.get(2L, loader)).isEqualTo("v2");
    }

    private CacheRegistry registry(MapTier innerTier) {
        AtomicBoolean first = new AtomicBoolean(true);
        Ticker ticker = engine.ticker;
        Resources resources = new Resources(
                ticker,
                InstantSource.fixed(Instant.EPOCH),
                () -> 0,
                engine.loads,
                engine.loads,
                Resources.Entities.NONE,
                Transactions.NONE,
                new Generations(engine.sequence),
                Fleet.ALONE,
                LoadTracer.NONE);
        CacheSettings settings = TestEngine.settings(Duration.ZERO);
        return new CacheRegistry(
                resources,
                name -> settings,
                any -> first.getAndSet(false) ? innerTier : new MapTier(),
                name -> null,
                (t, c) -> t);
    }
}
