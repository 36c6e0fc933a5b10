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

import io.wellspring.engine.Change;
import io.wellspring.engine.Loader;
import io.wellspring.engine.Mark;
import io.wellspring.engine.Region;
import io.wellspring.fleet.FleetNode.Product;
import io.wellspring.store.redis.MarkFailure;
import io.wellspring.store.redis.TestRedis;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How often a call waits for Redis, and how often Redis is asked at all. */
class RoundTripTests {

    @RegisterExtension
    static final TestRedis REDIS = new TestRedis();

    private final Loader loader = (key, context) -> "value of " + key;

    private CountingProxy proxy;
    private FleetNode node;
    private FleetNode other;
    private Region products;

    @BeforeEach
    void start() throws Exception {
        proxy = new CountingProxy(REDIS.port());
        node = new FleetNode(TestRedis.newClient(proxy.port()), MarkFailure.BEST_EFFORT);
        other = new FleetNode(REDIS);
        products = node.products();
        other.products();
        // Until the start is over, and with it all that is asked for once.
        await().until(() -> load(products, 1L) != null && products.hit(1L) != null);
        await().until(() ->
                load(other.products(), 1L) != null && other.products().hit(1L) != null);
    }

    @AfterEach
    void stop() throws IOException {
        node.close();
        other.close();
        proxy.close();
    }

    @Test
    void aNearHitTakesNone() throws Exception {
        int before = proxy.roundTrips();
        load(products, 1L);
        assertThat(proxy.roundTrips()).isEqualTo(before);
    }

    @Test
    void aSharedHitTakesOne() throws Exception {
        load(other.products(), 2L);
        await().until(() -> REDIS.connection().sync().exists("shop:product:{2}") == 1);
        int before = proxy.roundTrips();
        load(products, 2L);
        assertThat(proxy.roundTrips()).isEqualTo(before + 1);
    }

    @Test
    void oneHitOfManyTakesOneWithoutAScript() throws Exception {
        List<Object> keys = storedByOther(10, 99);
        for (Object key : keys.subList(0, 89)) {
            load(products, (Long) key);
        }
        int before = proxy.roundTrips();
        long scripts = REDIS.scriptsRun();
        assertThat(load(products, 99L)).isEqualTo("value of 99");
        assertThat(proxy.roundTrips()).isEqualTo(before + 1);
        assertThat(REDIS.scriptsRun()).isEqualTo(scripts);
    }

    @Test
    void aMissAfterManyHitsTakesOneMoreOnce() throws Exception {
        List<Object> keys = storedByOther(10, 99);
        for (Object key : keys) {
            load(products, (Long) key);
        }
        int before = proxy.roundTrips();
        load(products, 3L);
        await().until(() -> products.hit(3L) != null);
        assertThat(proxy.roundTrips()).isEqualTo(before + 3);
        load(products, 4L);
        await().until(() -> products.hit(4L) != null);
        assertThat(proxy.roundTrips()).isEqualTo(before + 5);
    }

    @Test
    void aMissTakesTwo() throws Exception {
        int before = proxy.roundTrips();
        load(products, 3L);
        await().until(() -> products.hit(3L) != null);
        assertThat(proxy.roundTrips()).isEqualTo(before + 2);
    }

    @Test
    void aTransactionTakesOneBeforeItsCommit() throws Exception {
        int before = proxy.roundTrips();
        Mark mark = node.registry.mark();
        List<Change> changes = new ArrayList<>();
        LongStream.rangeClosed(1, 50).forEach(id -> changes.add(new Change(Product.class, id, null)));
        node.registry.changed(changes, mark);
        mark.send();
        assertThat(proxy.roundTrips()).isEqualTo(before + 1);
        node.commit(mark);
        await().until(() -> REDIS.connection().sync().hkeys("shop:~any:{" + Product.class.getName() + "}").stream()
                .noneMatch(field -> field.startsWith("p:")));
        assertThat(proxy.roundTrips()).isLessThanOrEqualTo(before + 3);
    }

    @Test
    void manyKeysTakeOneAndOneLoadAndOne() throws Throwable {
        AtomicInteger batches = new AtomicInteger();
        for (FleetNode each : List.of(node, other)) {
            each.loadInBatches(loader, batches);
        }
        List<Object> present = keys(10, 99);
        other.products().getAll(present);
        await().until(() -> REDIS.connection().sync().keys("shop:product:{??}").size() == 90);
        batches.set(0);
        int before = proxy.roundTrips();
        Map<Object, Object> values = products.getAll(keys(10, 109));
        assertThat(values).hasSize(100).containsEntry(109L, "value of 109");
        assertThat(batches).hasValue(1);
        await().until(() -> REDIS.connection().sync().keys("shop:product:{10?}").size() == 10);
        assertThat(proxy.roundTrips()).isLessThanOrEqualTo(before + 2);
    }

    private List<Object> storedByOther(long first, long last) throws Exception {
        List<Object> keys = keys(first, last);
        for (Object key : keys) {
            load(other.products(), (Long) key);
        }
        String[] names = keys.stream().map(key -> "shop:product:{" + key + "}").toArray(String[]::new);
        await().until(() -> REDIS.connection().sync().exists(names) == names.length);
        return keys;
    }

    private static List<Object> keys(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .<Object>mapToObj(Long::valueOf)
                .toList();
    }

    private Object load(Region region, long key) throws Exception {
        try {
            return region.get(key, loader);
        } catch (Exception e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
