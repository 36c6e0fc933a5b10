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
package io.wellspring.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wellspring.engine.Change;
import io.wellspring.engine.LoadContext;
import io.wellspring.engine.Loader;
import io.wellspring.engine.Mark;
import io.wellspring.engine.Region;
import io.wellspring.fleet.FleetNode.Product;
import io.wellspring.store.redis.MarkFailure;
import io.wellspring.store.redis.MarkRejectedException;
import io.wellspring.store.redis.TestRedis;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two nodes, and a Redis that is out of order. No caller sees an exception, and none an old value once it is back. */
class FleetFailureTests {

    private static final String ENTRY = "shop:product:{42}";

    @RegisterExtension
    static final TestRedis REDIS = new TestRedis();

    private final AtomicReference<String> database = new AtomicReference<>("v1");
    private final AtomicInteger loads = new AtomicInteger();
    private final Loader loader = (key, context) -> {
        loads.incrementAndGet();
        return database.get();
    };

    private FleetNode one;
    private FleetNode other;

    @BeforeEach
    void start() throws Exception {
        one = new FleetNode(REDIS);
        other = new FleetNode(REDIS);
        one.products();
        other.products();
        awaitBoth();
        one.awaitStoring(REDIS);
        other.awaitStoring(REDIS);
        load(one);
        await().until(() -> isStored());
        load(other);
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
    }

    @Test
    void aNodeThatDoesNotHearFromRedisAsksTheDatabase() throws Exception {
        REDIS.pause();
        try {
            await().until(() -> !other.fleet.isProven(System.nanoTime()));
            database.set("v2");
            assertThat(load(other)).isEqualTo("v2");
        } finally {
            REDIS.resume();
        }
        awaitBoth();
        await().until(() -> load(other) != null && other.products().hit(42L) != null);
    }

    @Test
    void onceSeveralCallsHaveFailedNobodyWaitsForRedis() throws Exception {
        REDIS.pause();
        try {
            await().until(() -> !other.fleet.isProven(System.nanoTime()));
            for (long key = 0; key < 10; key++) {
                load(other, key);
            }
            // Each of these would wait for a second.
            await().atMost(Duration.ofSeconds(5)).until(() -> {
                for (long key = 0; key < 100; key++) {
                    load(other, key);
                }
                return true;
            });
        } finally {
            REDIS.resume();
        }
    }

    @Test
    void whoWillNotWaitIsNotKeptByRedis() {
        Loader promising = new Loader() {
            @Override
            public Object load(Object key, LoadContext<Object> context) {
                return CompletableFuture.completedFuture(database.get());
            }

            @Override
            public boolean asynchronous() {
                return true;
            }

            @Override
            public boolean inCaller() {
                return true;
            }
        };
        CompletableFuture<Object> promised;
        REDIS.pause();
        try {
            promised = other.products().getAsync(7L, promising);
            assertThat(promised).isNotDone();
        } finally {
            REDIS.resume();
        }
        assertThat(promised).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("v1");
    }

    @Test
    void whoLooksWithoutWaitingIsNotKeptByRedis() throws Exception {
        Region products = other.products();
        CompletableFuture<Region.Opened> asked;
        REDIS.pause();
        try {
            asked = products.readAsync(7L, products.reading());
            assertThat(asked).isNotNull().isNotDone();
        } finally {
            REDIS.resume();
        }
        assertThat(asked).succeedsWithin(Duration.ofSeconds(10)).isNull();
        await().until(() -> load(one, 7) != null && REDIS.connection().sync().exists("shop:product:{7}") == 1);
        assertThat(products.readAsync(7L, products.reading()))
                .succeedsWithin(Duration.ofSeconds(10))
                .isEqualTo(new Region.Opened("v1"));
    }

    @Test
    void aChangeThatRedisWasNotToldIsToldBeforeItIsUsedAgain() throws Exception {
        REDIS.pause();
        try {
            Mark mark = one.begin(Product.class, 42L);
            database.set("v2");
            one.commit(mark);
            await().until(() -> !other.fleet.isProven(System.nanoTime()));
        } finally {
            REDIS.resume();
        }
        await().untilAsserted(() -> assertThat(load(one)).isEqualTo("v2"));
        await().untilAsserted(() -> assertThat(load(other)).isEqualTo("v2"));
        await().untilAsserted(() -> {
            load(one);
            assertThat(one.products().hit(42L)).isNotNull();
        });
    }

    @Test
    void aChangeThatRedisWasNotToldIsNotForgottenForALaterOneOfTheSameTransaction() throws Exception {
        REDIS.pause();
        try {
            // Nothing is sent any more then, not even to wait in a buffer.
            List<Future<Object>> calls = new ArrayList<>();
            for (long key = 0; key < 10; key++) {
                long each = key;
                calls.add(one.threads.submit(() -> load(one, each)));
            }
            for (Future<Object> call : calls) {
                call.get();
            }
            Mark mark = one.begin(Product.class, 42L);
            database.set("v2");
            one.registry.changed(List.of(new Change(Product.class, 43L, null)), mark);
            mark.end(Mark.Outcome.UNKNOWN, late -> {});
        } finally {
            REDIS.resume();
        }
        await().untilAsserted(() -> assertThat(load(other)).isEqualTo("v2"));
    }

    @Test
    void aCommitIsRejectedWhereThatIsWanted() {
        try (FleetNode strict = new FleetNode(REDIS.newClient(), MarkFailure.REJECT)) {
            strict.products();
            REDIS.pause();
            try {
                assertThatThrownBy(() -> strict.begin(Product.class, 42L))
                        .isInstanceOf(MarkRejectedException.class)
                        .hasMessageContaining("wellspring.redis.on-mark-failure");
            } finally {
                REDIS.resume();
            }
        }
    }

    @Test
    void whatANodeKeepsIsVoidOnceItMayHaveMissedAMessage() throws Exception {
        await().until(() -> load(other) != null && other.products().hit(42L) != null);
        REDIS.killSubscriptions();
        await().until(() -> other.products().hit(42L) == null && other.fleet.isProven(System.nanoTime()));
        assertThat(other.products().held(42L)).isNull();
        int before = loads.get();
        assertThat(load(other)).isEqualTo("v1");
        assertThat(loads).hasValue(before);
    }

    @Test
    void aRedisThatBeginsEmptyIsUsedAgain() throws Exception {
        REDIS.kill();
        database.set("v2");
        await().until(() -> "v2".equals(load(one)));
        REDIS.start();
        awaitBoth();
        await().until(() -> "v2".equals(load(one)) && isStored());
        await().until(() -> "v2".equals(load(other)) && other.products().hit(42L) != null);
    }

    @Test
    void whatARedisHasThatLostTheLastChangesIsNotRead() throws Exception {
        REDIS.connection().sync().save();
        Mark mark = one.begin(Product.class, 42L);
        database.set("v2");
        one.commit(mark);
        await().until(() -> !isStored());
        REDIS.kill();
        REDIS.start();
        assertThat(isStored()).as("the old entry is back").isTrue();
        await().untilAsserted(() -> assertThat(load(other)).isEqualTo("v2"));
        awaitBoth();
        assertThat(load(one)).isEqualTo("v2");
        assertThat(load(other)).isEqualTo("v2");
    }

    @Test
    void everythingThatIsFlushedIsLoadedAgain() throws Exception {
        REDIS.connection().sync().flushall();
        REDIS.connection().sync().scriptFlush();
        database.set("v2");
        Region products = one.products();
        products.invalidate(42L);
        assertThat(load(one)).isEqualTo("v2");
        await().untilAsserted(() -> assertThat(load(other)).isEqualTo("v2"));
    }

    @Test
    void whatIsNoEntryIsAMissAndCounted() throws Exception {
        for (String foreign : new String[] {"", "{}", "{\"format\":1", "\u0001\u0002"}) {
            REDIS.connection().sync().set(ENTRY, foreign.getBytes(StandardCharsets.UTF_8));
            try (FleetNode third = new FleetNode(REDIS)) {
                third.products();
                await().until(() -> third.fleet.isProven(System.nanoTime()));
                assertThat(load(third)).isEqualTo("v1");
                assertThat(third.fleet.unreadable()).isPositive();
            }
        }
        REDIS.connection().sync().del(ENTRY);
        REDIS.connection().sync().hset(ENTRY, Map.of("a", new byte[0]));
        try (FleetNode third = new FleetNode(REDIS)) {
            third.products();
            assertThat(load(third)).isEqualTo("v1");
        }
    }

    @Test
    void theDatabaseIsNotOverrunWithoutRedis() throws Exception {
        REDIS.kill();
        try {
            await().until(() -> !one.fleet.isProven(System.nanoTime()));
            AtomicInteger running = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            List<Future<Object>> values = new ArrayList<>();
            CyclicBarrier together = new CyclicBarrier(FleetNode.LOADS_WITHOUT);
            for (long key = 100; key < 100 + 5 * FleetNode.LOADS_WITHOUT; key++) {
                long id = key;
                values.add(one.threads.submit(() -> load(one, id, (any, context) -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    together.await();
                    running.decrementAndGet();
                    return "v1";
                })));
            }
            for (Future<Object> value : values) {
                assertThat(value.get()).isEqualTo("v1");
            }
            assertThat(most).hasValue(FleetNode.LOADS_WITHOUT);
        } finally {
            REDIS.start();
        }
    }

    @Test
    void theApplicationStartsWithoutRedis() throws Exception {
        REDIS.kill();
        try (FleetNode third = new FleetNode(REDIS)) {
            assertThat(load(third)).isEqualTo("v1");
            Mark mark = third.begin(Product.class, 42L);
            third.commit(mark);
            REDIS.start();
            await().until(() -> load(third) != null && third.products().hit(42L) != null);
        }
    }

    private void awaitBoth() {
        await().until(() -> one.fleet.isProven(System.nanoTime()) && other.fleet.isProven(System.nanoTime()));
    }

    private static boolean isStored() {
        return REDIS.connection().sync().exists(ENTRY) == 1;
    }

    private Object load(FleetNode node) throws Exception {
        return load(node, 42L);
    }

    private Object load(FleetNode node, long key) throws Exception {
        return load(node, key, loader);
    }

    private static Object load(FleetNode node, long key, Loader loader) throws Exception {
        try {
            return node.products().get(key, loader);
        } catch (Exception e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
