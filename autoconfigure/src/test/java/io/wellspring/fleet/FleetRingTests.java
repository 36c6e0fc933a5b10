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

import io.lettuce.core.AbstractRedisClient;
import io.wellspring.engine.Change;
import io.wellspring.engine.Loader;
import io.wellspring.engine.Mark;
import io.wellspring.engine.Region;
import io.wellspring.fleet.FleetNode.Product;
import io.wellspring.store.redis.MarkFailure;
import io.wellspring.store.redis.RedisClients;
import io.wellspring.store.redis.TestRedis;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two nodes, and three standalone Redises among which their keys are divided. */
class FleetRingTests {

    private static final int KEYS = 60;

    @RegisterExtension
    static final TestRedis FIRST = new TestRedis();

    @RegisterExtension
    static final TestRedis SECOND = new TestRedis();

    @RegisterExtension
    static final TestRedis THIRD = new TestRedis();

    private final AtomicReference<String> database = new AtomicReference<>("v1");
    private final AtomicInteger loads = new AtomicInteger();
    private final Loader loader = (key, context) -> fromDatabase(key);

    private FleetNode one;
    private FleetNode other;

    @BeforeEach
    void start() {
        one = node();
        other = node();
        for (FleetNode node : List.of(one, other)) {
            node.products();
            node.registry.declare("list").dependOn(Product.class);
            node.awaitStoring(FIRST, SECOND, THIRD);
        }
        await().until(() -> one.fleet.isProven(System.nanoTime()) && other.fleet.isProven(System.nanoTime()));
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
    }

    private static FleetNode node() {
        List<AbstractRedisClient> clients = List.of(FIRST.newClient(), SECOND.newClient(), THIRD.newClient());
        // Not by their ports, which change from run to run.
        RedisClients byName = new RedisClients()
                .with("redis-1:6379", clients.get(0))
                .with("redis-2:6379", clients.get(1))
                .with("redis-3:6379", clients.get(2));
        return new FleetNode(byName, clients, MarkFailure.BEST_EFFORT);
    }

    @Test
    void keysAreDividedAmongAll() throws Throwable {
        loadAll(one.products());
        await().until(() ->
                stored("product").values().stream().mapToInt(List::size).sum() == KEYS);
        assertThat(stored("product").values()).noneMatch(List::isEmpty);
        assertThat(FleetInspectionTests.list(other.products().inspection())).hasSize(KEYS);
        loadAll(other.products());
        assertThat(loads).hasValue(KEYS);
    }

    @Test
    void aChangeOnOneNodeIsSeenOnAnotherWhereverItLies() throws Throwable {
        loadAll(one.products());
        loadAll(one.registry.known("list"));
        await().until(() ->
                stored("list").values().stream().mapToInt(List::size).sum() == KEYS);
        loadAll(other.products());
        loadAll(other.registry.known("list"));
        Mark mark = one.registry.mark();
        List<Change> changes = new ArrayList<>();
        LongStream.range(0, KEYS / 2).forEach(id -> changes.add(new Change(Product.class, id, null)));
        one.registry.changed(changes, mark);
        mark.send();
        database.set("v2");
        one.commit(mark);
        loads.set(0);
        await().untilAsserted(() ->
                assertThat(loadAll(other.products()).subList(0, KEYS / 2)).allMatch(value -> value.startsWith("v2")));
        await().untilAsserted(() ->
                assertThat(loadAll(other.registry.known("list"))).allMatch(value -> value.startsWith("v2")));
        assertThat(loadAll(other.products()).subList(KEYS / 2, KEYS)).allMatch(value -> value.startsWith("v1"));
    }

    @Test
    void oneThatHangsTakesItsOwnKeysWithItAndNoOthers() throws Throwable {
        loadAll(other.products());
        await().until(() ->
                stored("product").values().stream().mapToInt(List::size).sum() == KEYS);
        await().until(() -> loadAll(other.products()) != null && near(other).size() == KEYS);
        List<Long> its = stored("product").get(SECOND);
        SECOND.pause();
        try {
            await().until(() -> !other.fleet.isProven(System.nanoTime()));
            List<Long> others = ids().stream().filter(id -> !its.contains(id)).toList();
            await().until(() ->
                    load(other.products(), others) != null && near(other).equals(others));
            loads.set(0);
            loadAll(other.products());
            assertThat(loads).hasValue(its.size());
        } finally {
            SECOND.resume();
        }
        await().until(() -> loadAll(other.products()) != null && near(other).size() == KEYS);
    }

    @Test
    void oneThatComesBackEmptyBeginsAnewAndTheOthersGoOn() throws Throwable {
        loadAll(other.products());
        await().until(() ->
                stored("product").values().stream().mapToInt(List::size).sum() == KEYS);
        Map<TestRedis, List<Long>> before = stored("product");
        SECOND.kill();
        SECOND.start();
        loads.set(0);
        await().until(() -> {
            loadAll(one.products());
            return stored("product").get(SECOND).size() == before.get(SECOND).size();
        });
        assertThat(stored("product")).isEqualTo(before);
        int since = loads.get();
        loadAll(other.products());
        assertThat(loads).hasValue(since);
    }

    @Test
    void manyKeysAreLoadedInOneCall() throws Throwable {
        AtomicInteger batches = new AtomicInteger();
        one.loadInBatches(loader, batches);
        List<Object> keys = new ArrayList<>(ids());
        assertThat(one.products().getAll(keys)).hasSize(KEYS);
        assertThat(batches).hasValue(1);
        await().until(() ->
                stored("product").values().stream().mapToInt(List::size).sum() == KEYS);
    }

    /** Which keys of a cache lie where. */
    private static Map<TestRedis, List<Long>> stored(String cache) {
        Map<TestRedis, List<Long>> stored = new LinkedHashMap<>();
        for (TestRedis redis : List.of(FIRST, SECOND, THIRD)) {
            stored.put(
                    redis,
                    redis.connection().sync().keys("shop:" + cache + ":{*}").stream()
                            .map(name -> Long.valueOf(name.substring(name.indexOf('{') + 1, name.length() - 1)))
                            .sorted()
                            .toList());
        }
        return stored;
    }

    private static List<Long> near(FleetNode node) {
        return ids().stream().filter(id -> node.products().hit(id) != null).toList();
    }

    private static List<Long> ids() {
        return LongStream.range(0, KEYS).boxed().toList();
    }

    private Object fromDatabase(Object key) {
        loads.incrementAndGet();
        return database.get() + " of " + key;
    }

    private List<String> loadAll(Region region) throws Exception {
        return load(region, ids());
    }

    private List<String> load(Region region, List<Long> ids) throws Exception {
        List<String> values = new ArrayList<>();
        for (long id : ids) {
            try {
                values.add((String) region.get(id, loader));
            } catch (Exception e) {
                throw e;
            } catch (Throwable e) {
                throw new AssertionError(e);
            }
        }
        return values;
    }
}
