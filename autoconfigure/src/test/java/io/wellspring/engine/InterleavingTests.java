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
import static org.awaitility.Awaitility.await;

import io.wellspring.key.KeyPattern;
import io.wellspring.key.KeyType;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One test for each order of steps in which a value from before a commit could stay, or be returned, after it. */
@Timeout(60)
class InterleavingTests {

    private interface Product {}

    private record Row(long id) implements Product {}

    @RegisterExtension
    final TestEngine engine = new TestEngine();

    private final AtomicReference<String> database = new AtomicReference<>("v1");
    private final FakeTransactions transactions = new FakeTransactions(engine);
    private final AtomicInteger loads = new AtomicInteger();

    private final Loader fromDatabase = inCaller((key, context) -> {
        loads.incrementAndGet();
        Reads.of(Product.class);
        context.tags("tag");
        return database.get();
    });

    /** A way to invalidate that every load of {@link #fromDatabase} is subject to. */
    record Way(String name, BiConsumer<TestEngine, Region> declare, BiConsumer<TestEngine, Region> invalidate) {

        Way(String name, BiConsumer<TestEngine, Region> invalidate) {
            this(name, (engine, region) -> {}, invalidate);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Way> ways() {
        return Stream.of(
                new Way("by key", (engine, region) -> region.invalidate(1L)),
                new Way("by cache", (engine, region) -> region.invalidateAll()),
                new Way("by a newer version", (engine, region) -> region.invalidate(1L, 2)),
                new Way("by an observed type", (engine, region) -> engine.changed(new Change(Row.class, 9L, null))),
                new Way(
                        "by a bulk statement on a type that is known by id",
                        (engine, region) -> region.dependOnId(Product.class, ""),
                        (engine, region) -> engine.changed(Change.ofAny(Row.class))),
                new Way(
                        "by id",
                        (engine, region) -> region.dependOnId(Product.class, ""),
                        (engine, region) -> engine.changed(new Change(Row.class, 1L, 2L))),
                new Way("by tag", (engine, region) -> engine.tagged("tag")),
                new Way(
                        "by state",
                        (engine, region) -> region.dependOnState(Row.class, row -> List.of(((Row) row).id())),
                        (engine, region) -> engine.changed(Row.class, new Row(1))),
                new Way(
                        "by a state that is not known",
                        (engine, region) -> region.dependOnState(Row.class, row -> List.of(((Row) row).id())),
                        (engine, region) -> engine.changed(Row.class, null)));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aLoadThatReadBeforeTheCommitIsNotStored(Way way) throws Throwable {
        Region region = declared(way);
        HeldLoad load = HeldLoad.of(fromDatabase::load).begin(engine.loads, region, 1L);
        commitTo(region, way);
        assertThat(load.land()).isEqualTo("v1");
        assertThat(region.peek(1L)).isNull();
        assertThat(region.get(1L, fromDatabase)).isEqualTo("v2");
        assertThat(region.peek(1L)).as("the next load is stored").isNotNull();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aReaderThatComesAfterTheCommitDoesNotGetAnOlderLoad(Way way) throws Throwable {
        Region region = declared(way);
        HeldLoad load = HeldLoad.of(fromDatabase::load);
        if (way.name().equals("by tag")) {
            // A tag is known when the load ends.
            load.begin(engine.loads, region, 1L);
            commitTo(region, way);
            Future<Object> later = engine.loads.submit(() -> Sneaky.call(() -> region.get(1L, fromDatabase)));
            await().until(() -> region.statistics().coalesced() == 1);
            load.release();
            assertThat(later.get()).isEqualTo("v2");
            return;
        }
        load.begin(engine.loads, region, 1L);
        commitTo(region, way);
        assertThat(region.get(1L, fromDatabase)).isEqualTo("v2");
        assertThat(load.land()).isEqualTo("v1");
        assertThat(region.get(1L, fromDatabase)).isEqualTo("v2");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aSessionThatWasOpenedBeforeTheCommitDoesNotFillTheCache(Way way) throws Throwable {
        engine.transactions = transactions;
        Region region = declared(way);
        transactions.openSession(region.reading().opened());
        commitTo(region, way);
        assertThat(region.get(1L, firstLevelCacheOf("v1"))).isEqualTo("v1");
        transactions.rollback();
        assertThat(region.peek(1L)).isNull();
        assertThat(region.get(1L, fromDatabase)).isEqualTo("v2");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aRefreshThatReadBeforeTheCommitIsNotStored(Way way) throws Throwable {
        Region region = declared(way);
        region.get(1L, fromDatabase);
        engine.ticker.advance(TestEngine.TTL);
        HeldLoad refresh = HeldLoad.of(fromDatabase::load);
        assertThat(region.get(1L, refresh)).as("served stale").isEqualTo("v1");
        refresh.awaitRead();
        commitTo(region, way);
        assertThat(region.peek(1L))
                .as("what was invalidated is not served stale")
                .isNull();
        refresh.release();
        await().until(() -> region.statistics().loads() == 2);
        assertThat(region.peek(1L)).isNull();
        assertThat(region.get(1L, fromDatabase)).isEqualTo("v2");
    }

    static Stream<Way> waysOfBatches() {
        // A batch has no context to name tags in.
        return ways().filter(way -> !way.name().equals("by tag"));
    }

    @ParameterizedTest
    @MethodSource("waysOfBatches")
    void aBatchThatReadBeforeTheCommitIsNotStored(Way way) throws Throwable {
        Region region = declared(way);
        CountDownLatch read = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        BatchLoader batch = (keys, contexts) -> {
            Reads.of(Product.class);
            String value = database.get();
            read.countDown();
            release.await();
            Map<Object, Object> values = new LinkedHashMap<>();
            keys.forEach(key -> values.put(key, value));
            return values;
        };
        region.loaders()
                .add(new CacheLoaderDefinition(
                        KeyPattern.parse("product"), true, fromDatabase, batch, KeyType.of(Long.class), "batch"));
        Future<Map<Object, Object>> running =
                engine.loads.submit(() -> Sneaky.call(() -> region.getAll(List.of(1L, 2L))));
        read.await();
        commitTo(region, way);
        assertThat(region.get(1L, fromDatabase)).isEqualTo("v2");
        release.countDown();
        assertThat(running.get()).containsEntry(1L, "v1").containsEntry(2L, "v1");
        assertThat(region.get(1L, fromDatabase)).isEqualTo("v2");
        boolean ofOneKey =
                List.of("by key", "by a newer version", "by id", "by state").contains(way.name());
        assertThat(region.peek(2L) != null).as("the other key stays").isEqualTo(ofOneKey);
    }

    @Test
    void aTransactionThatMayWriteStoresNothingAndIsNotJoined() throws Throwable {
        engine.transactions = transactions;
        Region region = engine.region();
        HeldLoad load = HeldLoad.of((key, context) -> "not committed");
        Future<Object> writer = engine.loads.submit(() -> {
            transactions.beginWriting();
            try {
                return Sneaky.call(() -> region.get(1L, load));
            } finally {
                transactions.rollback();
            }
        });
        load.awaitRead();
        assertThat(region.get(1L, fromDatabase)).isEqualTo("v1");
        load.release();
        assertThat(writer.get()).isEqualTo("not committed");
        assertThat(region.get(1L, fromDatabase)).isEqualTo("v1");
    }

    @Test
    void aSnapshotIsJoinedOnlyWhileNothingAtAllHasChanged() throws Throwable {
        engine.transactions = transactions;
        Region region = engine.region();
        HeldLoad load = HeldLoad.of((key, context) -> {
            String value = database.get();
            Reads.of(Product.class);
            return value;
        });
        Future<Object> snapshot = inSnapshot(region, region.reading().opened(), load);
        load.awaitRead();
        Future<Object> joins = engine.loads.submit(() -> Sneaky.call(() -> region.get(1L, fromDatabase)));
        await().until(() -> region.statistics().coalesced() == 1);
        database.set("v2");
        engine.changed(new Change(Integer.class, 9L, null));
        assertThat(region.get(1L, fromDatabase))
                .as("a snapshot may answer what its load reads next as it was")
                .isEqualTo("v2");
        load.release();
        assertThat(snapshot.get()).isEqualTo("v1");
        assertThat(joins.get()).isEqualTo("v1");
        assertThat(loads).hasValue(1);
    }

    @Test
    void aSnapshotIsNotJoinedAfterACommitThatHasReturnedThoughOneBeforeItIsUnderWay() throws Throwable {
        engine.transactions = transactions;
        Region region = engine.region();
        region.dependOn(Product.class);
        Mark earlier = engine.registry().mark();
        HeldLoad load = HeldLoad.of(fromDatabase::load);
        Future<Object> snapshot = inSnapshot(region, region.reading().opened(), load);
        load.awaitRead();
        database.set("v2");
        engine.changed(new Change(Product.class, 1L, null));
        Future<Object> later = engine.loads.submit(() -> Sneaky.call(() -> region.get(1L, fromDatabase)));
        await().until(() -> later.isDone() || region.statistics().coalesced() == 1);
        load.release();
        assertThat(snapshot.get()).isEqualTo("v1");
        assertThat(later.get()).isEqualTo("v2");
        earlier.close();
    }

    @Test
    void aSnapshotReaderJoinsALoadThatIsNewerThanItsSnapshot() throws Throwable {
        engine.transactions = transactions;
        Region region = engine.region();
        Moment before = region.reading().opened();
        database.set("v2");
        engine.changed(new Change(Row.class, 1L, null));
        HeldLoad load = HeldLoad.of(fromDatabase::load).begin(engine.loads, region, 1L);
        Future<Object> snapshot = inSnapshot(region, before, firstLevelCacheOf("v1"));
        await().until(() -> region.statistics().coalesced() == 1);
        load.release();
        assertThat(snapshot.get()).isEqualTo("v2");
        assertThat(region.peek(1L)).isNotNull();
    }

    @Test
    void aSnapshotThatIsOlderThanTheCommitIsNotStoredThoughItsReadFollows() throws Throwable {
        engine.transactions = transactions;
        Region region = engine.region();
        Moment before = region.reading().opened();
        database.set("v2");
        engine.changed(new Change(Row.class, 1L, null));
        assertThat(inSnapshot(region, before, firstLevelCacheOf("v1")).get()).isEqualTo("v1");
        assertThat(region.peek(1L)).isNull();
        assertThat(region.get(1L, fromDatabase)).isEqualTo("v2");
    }

    @Test
    void aLoadThatCannotTellWhatItReadsAnswersNobodyWhoCameAfterAnyChange() throws Throwable {
        engine.transactions = transactions;
        Region region = engine.region();
        HeldLoad load = HeldLoad.of(fromDatabase::load);
        Future<Object> crowded = engine.loads.submit(() -> {
            transactions.openCrowdedSession(region.reading().opened());
            try {
                return Sneaky.call(() -> region.get(1L, load));
            } finally {
                transactions.commit();
            }
        });
        load.awaitRead();
        Future<Object> before = engine.loads.submit(() -> Sneaky.call(() -> region.get(1L, fromDatabase)));
        await().until(() -> region.statistics().coalesced() == 1);
        database.set("v2");
        engine.changed(new Change(Integer.class, 9L, null));
        Future<Object> after = engine.loads.submit(() -> Sneaky.call(() -> region.get(1L, fromDatabase)));
        await().until(() -> after.isDone() || region.statistics().coalesced() == 2);
        load.release();
        assertThat(crowded.get()).isEqualTo("v1");
        assertThat(before.get()).as("nothing had changed when he asked").isEqualTo("v1");
        assertThat(after.get()).isEqualTo("v2");
    }

    @Test
    void aDependencyThatIsKnownAfterTheReaderHasBoardedMakesHimLoadAgain() throws Throwable {
        Region region = engine.region();
        HeldLoad load = HeldLoad.of((key, context) -> database.get(), (key, context) -> {
                    // As what a second-level cache answered comes to be known.
                    Reads.of(Product.class);
                    return "v1";
                })
                .begin(engine.loads, region, 1L);
        database.set("v2");
        engine.changed(new Change(Row.class, 1L, null));
        Future<Object> later = engine.loads.submit(() -> Sneaky.call(() -> region.get(1L, fromDatabase)));
        await().until(() -> region.statistics().coalesced() == 1);
        assertThat(load.land()).isEqualTo("v1");
        assertThat(later.get()).isEqualTo("v2");
        assertThat(region.get(1L, fromDatabase)).isEqualTo("v2");
    }

    @Test
    void whoBoardedBeforeTheCommitMayHaveTheOlderValue() throws Throwable {
        Region region = engine.region();
        HeldLoad load = HeldLoad.of(fromDatabase::load).begin(engine.loads, region, 1L);
        Future<Object> earlier = engine.loads.submit(() -> Sneaky.call(() -> region.get(1L, fromDatabase)));
        await().until(() -> region.statistics().coalesced() == 1);
        database.set("v2");
        engine.changed(new Change(Row.class, 1L, null));
        assertThat(load.land()).isEqualTo("v1");
        assertThat(earlier.get()).isEqualTo("v1");
        assertThat(loads).hasValue(1);
        assertThat(region.peek(1L)).isNull();
    }

    @Test
    void aFutureThatWaitsForAnOlderLoadIsLoadedAgain() throws Throwable {
        Region region = engine.region();
        HeldLoad load = HeldLoad.of((key, context) -> database.get(), (key, context) -> {
                    Reads.of(Product.class);
                    return "v1";
                })
                .begin(engine.loads, region, 1L);
        database.set("v2");
        engine.changed(new Change(Row.class, 1L, null));
        var later = region.getAsync(1L, fromDatabase);
        assertThat(later).isNotDone();
        load.land();
        assertThat(later.get()).isEqualTo("v2");
    }

    @Test
    void aQueuedRefreshIsNotRunInTheSessionOfACaller() throws Throwable {
        engine.transactions = transactions;
        Queue<Runnable> queue = new ArrayDeque<>();
        engine.refreshes = queue::add;
        Region region = engine.region();
        Moment before = region.reading().opened();
        region.get(1L, fromDatabase);
        database.set("v2");
        engine.changed(new Change(Row.class, 1L, null));
        region.get(1L, fromDatabase);
        engine.ticker.advance(TestEngine.TTL);
        region.get(1L, fromDatabase);
        assertThat(queue).hasSize(1);
        engine.ticker.advance(TestEngine.STALE_TTL);
        transactions.openSession(before);
        assertThat(region.get(1L, firstLevelCacheOf("v1"))).isEqualTo("v1");
        transactions.rollback();
        assertThat(region.peek(1L)).as("the session was older than the commit").isNull();
        queue.remove().run();
        assertThat(region.get(1L, fromDatabase)).isEqualTo("v2");
    }

    @Test
    void aTransactionThatChangedItsDataNeitherHitsNorJoinsNorStores() throws Throwable {
        engine.transactions = transactions;
        Region region = engine.region();
        region.get(1L, fromDatabase);
        HeldLoad load = HeldLoad.of((key, context) -> "joined").begin(engine.loads, region, 2L);
        transactions.beginWriting();
        transactions.makeDirty();
        Loader own = inCaller((key, context) -> "own");
        assertThat(region.hit(1L)).isNull();
        assertThat(region.peek(1L)).isNull();
        assertThat(region.get(1L, own)).isEqualTo("own");
        assertThat(region.get(2L, own)).isEqualTo("own");
        assertThat(region.refresh(2L, own)).isEqualTo("own");
        assertThat(region.getAsync(2L, own)).isCompletedWithValue("own");
        assertThat(region.get(3L, own)).isEqualTo("own");
        transactions.rollback();
        assertThat(load.land()).isEqualTo("joined");
        assertThat(region.get(1L, fromDatabase)).isEqualTo("v1");
        assertThat(region.peek(3L)).isNull();
    }

    @Test
    void anInvalidationInATransactionIsRepeatedAfterTheCommit() throws Throwable {
        engine.transactions = transactions;
        Region region = engine.region();
        transactions.beginWriting();
        region.invalidate(1L);
        engine.loads
                .submit(() -> Sneaky.call(() -> region.get(1L, fromDatabase)))
                .get();
        assertThat(region.held(1L)).as("filled by another before the commit").isNotNull();
        database.set("v2");
        transactions.commit();
        assertThat(region.peek(1L)).isNull();
        assertThat(region.get(1L, fromDatabase)).isEqualTo("v2");
    }

    @Test
    void anInvalidationOfTheWholeCacheIsRepeatedAfterTheCommit() throws Throwable {
        engine.transactions = transactions;
        Region region = engine.region();
        transactions.beginWriting();
        region.invalidateAll();
        engine.loads
                .submit(() -> Sneaky.call(() -> region.get(1L, fromDatabase)))
                .get();
        database.set("v2");
        transactions.commit();
        assertThat(region.get(1L, fromDatabase)).isEqualTo("v2");
    }

    @Test
    void aRollbackPutsNothing() throws Throwable {
        engine.transactions = transactions;
        Region region = engine.region();
        transactions.beginWriting();
        region.put(1L, "put");
        assertThat(region.held(1L)).as("before the commit").isNull();
        transactions.rollback();
        assertThat(region.get(1L, fromDatabase)).isEqualTo("v1");
    }

    @Test
    void aCommitPuts() {
        engine.transactions = transactions;
        Region region = engine.region();
        transactions.beginWriting();
        region.put(1L, "put");
        transactions.commit();
        assertThat(region.peek(1L).value()).isEqualTo("put");
    }

    @Test
    void aPutInATransactionIsForgottenIfItsKeyWasInvalidatedMeanwhile() throws Throwable {
        engine.transactions = transactions;
        Region region = engine.region();
        transactions.beginWriting();
        region.put(1L, "put");
        engine.loads.submit(() -> region.invalidate(1L)).get();
        transactions.commit();
        assertThat(region.peek(1L)).isNull();
    }

    private Region declared(Way way) {
        Region region = engine.region();
        way.declare().accept(engine, region);
        return region;
    }

    private void commitTo(Region region, Way way) {
        database.set("v2");
        way.invalidate().accept(engine, region);
    }

    private Loader firstLevelCacheOf(String value) {
        return inCaller((key, context) -> {
            Reads.of(Product.class);
            context.tags("tag");
            return value;
        });
    }

    private Future<Object> inSnapshot(Region region, Moment openedAt, Loader loader) {
        return engine.loads.submit(() -> {
            transactions.beginReadOnly(openedAt);
            try {
                return Sneaky.call(() -> region.get(1L, loader));
            } finally {
                transactions.commit();
            }
        });
    }

    static Loader inCaller(Loader loader) {
        return SingleFlightTests.Place.CALLER.loader(loader);
    }
}
