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

import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.SlotHash;
import io.wellspring.engine.Loader;
import io.wellspring.engine.Mark;
import io.wellspring.fleet.FleetNode.Product;
import io.wellspring.store.redis.MarkFailure;
import io.wellspring.store.redis.TestCluster;
import io.wellspring.store.redis.TestCluster.Member;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two nodes and a real Redis Cluster, whose slots move and whose primaries die. */
class FleetClusterTests {

    private static final String CHANNEL = "shop:~changes";
    private static final String ENTRY = "shop:product:{42}";
    private static final String FENCE = "shop:product:{42}:f";
    private static final int SLOT = SlotHash.getSlot(ENTRY);

    @RegisterExtension
    static final TestCluster CLUSTER = new TestCluster();

    private final AtomicReference<String> database = new AtomicReference<>("v1");
    private final AtomicInteger loads = new AtomicInteger();
    private final Loader loader = (key, context) -> {
        loads.incrementAndGet();
        return database.get() + " of " + key;
    };

    private FleetNode one;
    private FleetNode other;

    @BeforeEach
    void start() {
        one = newNode();
        // Whatever it is asked for, it asks Redis for.
        other = newNode();
        other.maximumSize = 0;
        one.products();
        other.products();
        awaitBoth();
        // On each primary: the first connection to one counts as a break.
        one.awaitStoring(probes -> names(probes).size() > 20);
        other.awaitStoring(probes -> names(probes).size() > 20);
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
    }

    @Test
    void aKeyIsLoadedOnceWhereverItsSlotIs() throws Exception {
        CountDownLatch begin = new CountDownLatch(1);
        Loader slow = (key, context) -> {
            begin.await();
            return loader.load(key, context);
        };
        List<Future<Object>> values = new ArrayList<>();
        for (long key = 0; key < 20; key++) {
            long id = key;
            values.add(one.threads.submit(() -> load(one, id, slow)));
            values.add(other.threads.submit(() -> load(other, id, slow)));
        }
        await().until(() -> names("shop:product:{*}:f").stream()
                .allMatch(name -> CLUSTER.connection().sync().hexists(name, "w")));
        begin.countDown();
        for (Future<Object> value : values) {
            assertThat((String) value.get()).startsWith("v1 of ");
        }
        assertThat(loads).hasValue(20);
        await().until(() -> areStored(20));
        assertThat(FleetInspectionTests.list(other.products().inspection())).hasSize(20);
        for (long key = 0; key < 20; key++) {
            assertThat(load(one, key)).isEqualTo(load(other, key));
        }
        assertThat(loads).hasValue(20);
    }

    @Test
    void aChangeOnOneNodeIsSeenOnAnother() throws Exception {
        FleetNode third = newNode();
        try (third) {
            for (long key = 0; key < 20; key++) {
                long id = key;
                await().until(() -> load(third, id) != null && third.products().hit(id) != null);
                change(one, id, "v2 " + id);
                assertThat(load(other, id)).startsWith("v2 " + id);
                await().until(() -> load(third, id).startsWith("v2 " + id));
            }
        }
    }

    @Test
    void theNamesOfOneEntryShareASlot() throws Exception {
        await().until(() -> load(one) != null && isStored());
        one.begin(Product.class, 42L);
        List<String> all = names("shop:product:*");
        assertThat(all).contains(FENCE).allMatch(name -> SlotHash.getSlot(name) == SLOT);
    }

    @Test
    void manyKeysLieInManySlots() throws Throwable {
        AtomicInteger batches = new AtomicInteger();
        for (FleetNode node : List.of(one, other)) {
            node.loadInBatches(loader, batches);
        }
        List<Object> keys =
                LongStream.range(0, 100).<Object>mapToObj(Long::valueOf).toList();
        await().until(() -> all(other, keys).size() == 100 && areStored(100));
        int before = batches.get();
        assertThat(one.products().getAll(keys)).hasSize(100).containsEntry(99L, "value of 99");
        assertThat(batches).hasValue(before);
        for (Member primary : CLUSTER.primaries()) {
            assertThat(primary.commands().dbsize()).isPositive();
        }
    }

    @Test
    void anEntryIsReadWhileItsSlotMoves() throws Exception {
        await().until(() -> load(one) != null && isStored());
        Member from = CLUSTER.ownerOf(ENTRY);
        Member to = another(from);
        CLUSTER.beginToMove(SLOT, from, to);
        int before = loads.get();
        // The entry is on one node, and a fence would be on the other.
        assertThat(load(other)).isEqualTo("v1 of 42");
        CLUSTER.moveName(ENTRY, from, to);
        assertThat(load(other)).isEqualTo("v1 of 42");
        assertThat(loads).hasValue(before);
        CLUSTER.endToMove(SLOT, from, to);
        assertThat(load(other)).isEqualTo("v1 of 42");
        assertThat(loads).as("nothing was lost, so nothing fell").hasValue(before);
    }

    @Test
    void aChangeIsToldWhileItsSlotMoves() throws Exception {
        await().until(() -> load(one) != null && isStored());
        Member from = CLUSTER.ownerOf(ENTRY);
        Member to = another(from);
        to.commands().scriptFlush();
        CLUSTER.beginToMove(SLOT, from, to);
        Mark mark = one.begin(Product.class, 42L);
        assertThat(isStored()).isFalse();
        database.set("v2");
        assertThat(load(other)).isEqualTo("v2 of 42");
        one.commit(mark);
        assertThat(load(one)).isEqualTo("v2 of 42");
        assertThat(load(other)).isEqualTo("v2 of 42");
        CLUSTER.endToMove(SLOT, from, to);
        change(other, 42, "v3");
        assertThat(load(one)).isEqualTo("v3 of 42");
        await().until(() -> load(other).equals("v3 of 42") && isStored());
    }

    @Test
    void aLoadThatACommitOvertakesWhileItsSlotMovesIsNotStored() throws Exception {
        CountDownLatch changed = new CountDownLatch(1);
        Future<Object> old = other.threads.submit(() -> load(other, 42, (key, context) -> {
            Object value = loader.load(key, context);
            changed.await();
            return value;
        }));
        Member from = CLUSTER.ownerOf(ENTRY);
        Member to = another(from);
        await().until(() -> from.commands().hexists(FENCE, "l"));
        CLUSTER.beginToMove(SLOT, from, to);
        Mark mark = one.begin(Product.class, 42L);
        // The fence had nothing in it but the lease, and is not to be gone in between.
        assertThat(from.commands().hkeys(FENCE)).anyMatch(field -> field.startsWith("p:"));
        database.set("v2");
        one.commit(mark);
        changed.countDown();
        assertThat(old.get()).isEqualTo("v1 of 42");
        CLUSTER.endToMove(SLOT, from, to);
        await().untilAsserted(() -> assertThat(load(other)).isEqualTo("v2 of 42"));
        assertThat(load(one)).isEqualTo("v2 of 42");
    }

    @Test
    void slotsMoveUnderTraffic() throws Exception {
        List<Long> keys = keysOf(SLOT, 5);
        keys.addAll(LongStream.range(0, 5).boxed().toList());
        try (Traffic traffic = new Traffic(List.of(one, other), keys)) {
            for (int i = 0; i < 6; i++) {
                Member from = CLUSTER.ownerOf(ENTRY);
                Member to = another(from);
                to.commands().scriptFlush();
                CLUSTER.beginToMove(SLOT, from, to);
                awaitMore(traffic);
                CLUSTER.endToMove(SLOT, from, to);
                awaitMore(traffic);
            }
            assertThat(traffic.failures()).isEmpty();
        }
        awaitUsed();
    }

    @Test
    void aPrimaryThatJoinsLeavesTheCachesAsTheyAre() throws Exception {
        await().until(() -> load(one) != null && isStored());
        String before = whole("g");
        Member from = CLUSTER.ownerOf(ENTRY);
        Member joined = CLUSTER.join();
        CLUSTER.beginToMove(SLOT, from, joined);
        try {
            load(other);
        } finally {
            CLUSTER.endToMove(SLOT, from, joined);
        }
        await().until(() -> load(other) != null && whole("r").contains(joined.run()));
        awaitUsed();
        assertThat(whole("g")).isEqualTo(before);
        CLUSTER.beginToMove(SLOT, joined, from);
        CLUSTER.endToMove(SLOT, joined, from);
        CLUSTER.leave(joined);
        await().until(() -> load(other) != null && !whole("g").equals(before));
    }

    @Test
    void aPrimaryDiesUnderTraffic() throws Exception {
        List<Long> keys = new ArrayList<>(LongStream.range(0, 30).boxed().toList());
        try (Traffic traffic = new Traffic(List.of(one, other), keys)) {
            awaitMore(traffic);
            CLUSTER.ownerOf(ENTRY).kill();
            awaitMore(traffic);
            await().atMost(Duration.ofSeconds(20)).until(FleetClusterTests::isWhole);
            awaitMore(traffic);
            awaitUsed();
            awaitMore(traffic);
            assertThat(traffic.failures()).isEmpty();
        }
        // Of those who have the slots now: the dead one is not asked.
        assertThat(FleetInspectionTests.list(one.products().inspection())).isNotEmpty();
    }

    @Test
    void aReplicaThatTakesOverIsNoticedThoughNoConnectionIsLost() throws Exception {
        await().until(() -> load(one) != null && isStored());
        Member replica = CLUSTER.replicaOf(CLUSTER.ownerOf(ENTRY));
        String before = whole("g");
        replica.commands().clusterFailover(false, true);
        await().until(() -> CLUSTER.ownerOf(ENTRY) == replica);
        int loaded = loads.get();
        await().until(() -> load(other) != null && loads.get() > loaded);
        await().ignoreExceptionsInstanceOf(RedisException.class).until(() -> !before.equals(whole("g")));
        awaitUsed();
    }

    @Test
    void nothingIsAnsweredFromMemoryWhileAPrimaryIsLost() throws Exception {
        other.close();
        await().until(() -> load(one) != null && one.products().hit(42L) != null);
        CLUSTER.primaries().stream()
                .filter(primary -> !primary.hasSubscribers(CHANNEL))
                .findFirst()
                .orElseThrow()
                .kill();
        // The messages that the lost one was to send are missing, though the connection for messages stands.
        await().until(() -> !one.fleet.isProven(System.nanoTime()));
        database.set("v2");
        await().until(() -> load(one).equals("v2 of 42"));
    }

    @Test
    void theSubscriptionGoesToAnotherNodeWhenItsOwnDies() throws Exception {
        other.close();
        await().until(() -> load(one) != null && one.products().hit(42L) != null);
        await().until(() -> subscribed().size() == 1);
        subscribed().get(0).kill();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> one.products().hit(42L) == null && one.fleet.isProven(System.nanoTime()));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> load(one) != null && one.products().hit(42L) != null);
        other = newNode();
        other.products();
        awaitBoth();
        change(other, 42, "v2");
        await().until(() -> load(one).equals("v2 of 42"));
    }

    private static FleetNode newNode() {
        return new FleetNode(CLUSTER.newClient(), MarkFailure.BEST_EFFORT);
    }

    private static List<Member> subscribed() {
        return CLUSTER.members().stream()
                .filter(Member::isAlive)
                .filter(member -> member.hasSubscribers(CHANNEL))
                .toList();
    }

    /** Returns a field of the generation of the cache as a whole. */
    private static String whole(String field) {
        return CLUSTER.connection().sync().hget("shop:~cache:{product}", field);
    }

    private static boolean isWhole() {
        return CLUSTER.primaries().size() == 3
                && CLUSTER.primaries().stream()
                        .allMatch(primary -> primary.commands().clusterInfo().contains("cluster_state:ok"));
    }

    private static Member another(Member member) {
        return CLUSTER.primaries().stream()
                .filter(primary -> primary != member)
                .findFirst()
                .orElseThrow();
    }

    private static Map<Object, Object> all(FleetNode node, List<Object> keys) throws Exception {
        try {
            return node.products().getAll(keys);
        } catch (Exception e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static List<Long> keysOf(int slot, int count) {
        return LongStream.iterate(0, key -> key + 1)
                .filter(key -> SlotHash.getSlot(String.valueOf(key)) == slot)
                .limit(count)
                .boxed()
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static void awaitMore(Traffic traffic) {
        long reads = traffic.reads() + 200;
        long writes = traffic.writes() + 20;
        await().atMost(Duration.ofSeconds(30)).until(() -> traffic.reads() > reads && traffic.writes() > writes);
    }

    /** Waits until what one node loads is kept, and another one reads it. */
    private void awaitUsed() {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            load(one, 1000);
            int before = loads.get();
            load(other, 1000);
            return loads.get() == before;
        });
    }

    private void awaitBoth() {
        await().until(() -> one.fleet.isProven(System.nanoTime()) && other.fleet.isProven(System.nanoTime()));
    }

    private static List<String> names(String pattern) {
        return CLUSTER.connection().sync().keys(pattern);
    }

    private static boolean areStored(int keys) {
        return LongStream.range(0, keys)
                .allMatch(key -> CLUSTER.connection().sync().exists("shop:product:{" + key + "}") == 1);
    }

    private static boolean isStored() {
        return CLUSTER.connection().sync().exists(ENTRY) == 1;
    }

    private void change(FleetNode node, long key, String value) {
        Mark mark = node.begin(Product.class, key);
        database.set(value);
        node.commit(mark);
    }

    private String load(FleetNode node) throws Exception {
        return load(node, 42L);
    }

    private String load(FleetNode node, long key) throws Exception {
        return (String) load(node, key, loader);
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
