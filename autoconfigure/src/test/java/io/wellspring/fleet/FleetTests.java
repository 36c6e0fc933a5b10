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
import static org.awaitility.Awaitility.await;

import io.wellspring.engine.Loader;
import io.wellspring.engine.Mark;
import io.wellspring.engine.Reads;
import io.wellspring.engine.Region;
import io.wellspring.fleet.FleetNode.Product;
import io.wellspring.store.redis.TestRedis;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two nodes and a real Redis: who loads, who stores, and what a change on one does to the other. */
class FleetTests {

    @RegisterExtension
    static final TestRedis REDIS = new TestRedis();

    private final AtomicReference<String> database = new AtomicReference<>("v1");
    private final AtomicInteger loads = new AtomicInteger();
    private final Loader loader = (key, context) -> fromDatabase(key);

    private FleetNode one;
    private FleetNode other;

    @BeforeEach
    void start() {
        one = new FleetNode(REDIS);
        other = new FleetNode(REDIS);
        FleetNode.awaitReady(REDIS, one, other);
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
    }

    @Test
    void whatOneNodeHasLoadedAnotherOneHas() throws Throwable {
        assertThat(load(one)).isEqualTo("v1 of 42");
        awaitStored();
        await().until(() -> load(other).equals("v1 of 42") && other.products().hit(42L) != null);
        assertThat(loads).hasValue(1);
        assertThat(other.products().statistics().hits()).isGreaterThanOrEqualTo(2);
        assertThat(other.products().statistics().misses()).isZero();
    }

    @Test
    void anEntryCanBeReadByPeople() throws Throwable {
        load(one);
        awaitStored();
        assertThat(new String(REDIS.connection().sync().get("shop:product:{42}"), StandardCharsets.UTF_8))
                .endsWith("\"value\":\"v1 of 42\"}")
                .contains("bulk:" + Product.class.getName());
    }

    @Test
    void aColdKeyIsLoadedOnceInTheFleet() throws Exception {
        CountDownLatch begin = new CountDownLatch(1);
        CountDownLatch loading = new CountDownLatch(1);
        Loader slow = (key, context) -> {
            loading.countDown();
            begin.await();
            return fromDatabase(key);
        };
        List<Future<Object>> values = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            values.add(one.threads.submit(() -> load(one, slow)));
            values.add(other.threads.submit(() -> load(other, slow)));
        }
        loading.await();
        await().until(() -> REDIS.connection().sync().hget("shop:product:{42}:f", "w") != null);
        begin.countDown();
        for (Future<Object> value : values) {
            assertThat(value.get()).isEqualTo("v1 of 42");
        }
        assertThat(loads).hasValue(1);
    }

    @Test
    void aChangeOnOneNodeIsSeenOnAnother() throws Throwable {
        load(one);
        awaitStored();
        load(other);
        Mark mark = one.begin(Product.class, 42L);
        database.set("v2");
        one.commit(mark);
        await().until(() -> other.products().hit(42L) == null);
        assertThat(load(other)).isEqualTo("v2 of 42");
        assertThat(load(one)).isEqualTo("v2 of 42");
    }

    @Test
    void nothingIsStoredWhileACommitIsUnderWay() throws Throwable {
        Mark mark = one.begin(Product.class, 42L);
        assertThat(load(other)).isEqualTo("v1 of 42");
        assertThat(load(other)).isEqualTo("v1 of 42");
        assertThat(loads).hasValue(2);
        database.set("v2");
        one.commit(mark);
        await().until(() ->
                REDIS.connection().sync().hget("shop:product:{42}:f", "v") == null && !"v1 of 42".equals(load(other)));
        assertThat(REDIS.connection().sync().exists("shop:product:{42}")).isLessThanOrEqualTo(1);
        assertThat(load(other)).isEqualTo("v2 of 42");
    }

    @Test
    void aLoadThatACommitOvertookIsNotStored() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        CountDownLatch changed = new CountDownLatch(1);
        Future<Object> old = other.threads.submit(() -> load(other, (key, context) -> {
            Object value = fromDatabase(key);
            read.countDown();
            changed.await();
            return value;
        }));
        read.await();
        Mark mark = one.begin(Product.class, 42L);
        database.set("v2");
        one.commit(mark);
        changed.countDown();
        assertThat(old.get()).isEqualTo("v1 of 42");
        assertThat(load(one)).isEqualTo("v2 of 42");
        await().untilAsserted(() -> assertThat(load(other)).isEqualTo("v2 of 42"));
    }

    @Test
    void whatIsComputedFromATypeFallsOnEveryNode() throws Throwable {
        for (FleetNode node : List.of(one, other)) {
            node.registry.declare("list").dependOn(Product.class);
        }
        await().until(() ->
                list(one).equals("v1 of all") && REDIS.connection().sync().exists("shop:list:{all}") == 1);
        int before = loads.get();
        await().until(() ->
                list(other).equals("v1 of all") && other.registry.known("list").hit("all") != null);
        assertThat(loads).hasValue(before);
        Mark mark = one.begin(Product.class, 7L);
        database.set("v2");
        one.commit(mark);
        assertThat(list(one)).isEqualTo("v2 of all");
        await().untilAsserted(() -> assertThat(list(other)).isEqualTo("v2 of all"));
    }

    @Test
    void theFirstLoadIsSharedThoughNobodyKnewWhatItReads() throws Exception {
        Region counts = one.registry.declare("count");
        one.registry.know(Product.class);
        await().until(() -> REDIS.connection().sync().exists("shop:~any:{" + Product.class.getName() + "}") == 1);
        Loader reading = (key, context) -> {
            Reads.of(Product.class);
            return fromDatabase(key);
        };
        load(counts, "all", reading);
        await().until(() -> REDIS.connection().sync().exists("shop:count:{all}") == 1);
        assertThat(loads).hasValue(1);
    }

    @Test
    void aLoadThatFailsLetsOthersLoad() {
        Loader failing = (key, context) -> {
            throw new IllegalStateException("no database");
        };
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> load(one, failing)))
                .hasMessage("no database");
        await().untilAsserted(() -> assertThat(load(other)).isEqualTo("v1 of 42"));
    }

    private Object fromDatabase(Object key) {
        loads.incrementAndGet();
        return database.get() + " of " + key;
    }

    private Object list(FleetNode node) throws Exception {
        return load(node.registry.known("list"), "all", loader);
    }

    private Object load(FleetNode node) throws Exception {
        return load(node, loader);
    }

    private static Object load(FleetNode node, Loader loader) throws Exception {
        return load(node.products(), 42L, loader);
    }

    static Object load(Region region, Object key, Loader loader) throws Exception {
        try {
            return region.get(key, loader);
        } catch (Exception e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static void awaitStored() {
        await().until(() -> REDIS.connection().sync().exists("shop:product:{42}") == 1);
    }
}
