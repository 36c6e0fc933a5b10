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

import io.wellspring.engine.EntryState;
import io.wellspring.engine.Episode;
import io.wellspring.engine.FlightState.Phase;
import io.wellspring.engine.Inspection;
import io.wellspring.engine.Loader;
import io.wellspring.engine.Mark;
import io.wellspring.engine.Region;
import io.wellspring.fleet.FleetNode.Product;
import io.wellspring.key.Keys;
import io.wellspring.policy.Freshness;
import io.wellspring.store.SharedFence;
import io.wellspring.store.TierUnavailableException;
import io.wellspring.store.redis.TestRedis;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people see of the tier that nodes share. */
class FleetInspectionTests {

    private static final String ENTRY = "shop:product:{42}";
    private static final String FENCE = ENTRY + ":f";

    @RegisterExtension
    static final TestRedis REDIS = new TestRedis();

    private final Loader loader = (key, context) -> "value";

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
    void theEntriesOfOtherNodesAreListedByTheKeysThatPeopleKnow() throws Throwable {
        Object several = Keys.of("Power Tools", 0);
        UUID uuid = new UUID(1, 2);
        String text = "x".repeat(300);
        for (Object key : List.of(42L, "Power Tools", several, uuid, text)) {
            one.products().get(key, loader);
            await().until(() -> other.products().inspection().shared(key) != null);
        }
        one.products().get("absent", (key, context) -> null);
        await().until(() -> REDIS.connection().sync().exists("shop:product:{absent}") == 1);
        assertThat(REDIS.connection().sync().keys("shop:probe:{*}"))
                .as("of another cache")
                .isNotEmpty();

        Map<String, EntryState> listed =
                list(other.products().inspection()).stream().collect(Collectors.toMap(EntryState::key, entry -> entry));
        assertThat(listed).containsOnlyKeys("42", "Power Tools", "Power Tools,0", uuid.toString(), text, "absent");
        EntryState entry = listed.get("42");
        assertThat(entry.tier()).isEqualTo("redis");
        assertThat(entry.freshness()).isEqualTo(Freshness.FRESH);
        assertThat(entry.absent()).isFalse();
        assertThat(entry.hits()).isNull();
        assertThat(entry.freshFor()).isPositive().isLessThanOrEqualTo(one.lifetimes.ttl());
        assertThat(entry.age().plus(entry.freshFor())).isEqualTo(one.lifetimes.ttl());
        assertThat(listed.get("absent").absent()).isTrue();
    }

    @Test
    void whatFellIsNotListed() throws Throwable {
        one.registry.declare("list").dependOn(Product.class);
        other.registry.declare("list").dependOn(Product.class);
        Inspection inspection = other.registry.known("list").inspection();
        // The first load of one that depends on something new is not stored.
        await().until(() -> {
            one.registry.known("list").invalidate("all");
            FleetTests.load(one.registry.known("list"), "all", loader);
            return list(inspection).size() == 1;
        });
        one.changed(Product.class, 42L);
        assertThat(REDIS.connection().sync().exists("shop:list:{all}")).isEqualTo(1);
        assertThat(list(inspection)).isEmpty();
        REDIS.connection().sync().set("shop:list:{foreign}", "not ours".getBytes(StandardCharsets.UTF_8));
        assertThat(list(inspection)).isEmpty();
    }

    @Test
    void namesOfOthersAreLookedAtInSteps() throws Throwable {
        Map<String, byte[]> foreign =
                IntStream.range(0, 5_000).boxed().collect(Collectors.toMap(i -> "foreign:" + i, i -> new byte[] {1}));
        REDIS.connection().sync().mset(foreign);
        Set<String> keys = IntStream.range(0, 130).mapToObj(String::valueOf).collect(Collectors.toSet());
        for (String key : keys) {
            one.products().get(Long.valueOf(key), loader);
        }
        await().until(() -> REDIS.connection().sync().keys("shop:product:*}").size() == keys.size());

        List<Optional<EntryState>> all = new ArrayList<>();
        other.products().inspection().sharedEntries().forEachRemaining(all::add);
        assertThat(all.stream().flatMap(Optional::stream).map(EntryState::key)).hasSameElementsAs(keys);
        assertThat(all).as("those of others count").hasSizeGreaterThan(3_000);
    }

    @Test
    void anEntryIsShownAndNotTakenOver() throws Throwable {
        Inspection inspection = other.products().inspection();
        assertThat(inspection.shared(42L)).isNull();
        assertThat(REDIS.connection().sync().exists(FENCE))
                .as("nobody is to wait for people")
                .isZero();
        one.products().get(42L, loader);
        await().until(() -> inspection.shared(42L) != null);
        Inspection.Shown shown = inspection.shared(42L);
        assertThat(shown.value()).isEqualTo("value");
        assertThat(shown.state().tier()).isEqualTo("redis");
        assertThat(inspection.near(42L)).isNull();
        assertThat(inspection.story(42L)).extracting(Episode::kind).containsOnly(Episode.Kind.HEARD);
        assertThat(other.products().statistics().misses()).isZero();
    }

    @Test
    void whoLoadsForAllIsShownAndNotWaitedFor() throws Exception {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Loader slow = (key, context) -> {
            loading.countDown();
            go.await();
            return "value";
        };
        assertThat(one.products().inspection().flight(42L)).isNull();
        Future<Object> value = one.threads.submit(() -> FleetTests.load(one.products(), 42L, slow));
        loading.await();
        assertThat(one.products().inspection().flight(42L)).satisfies(flight -> {
            assertThat(flight.phase()).isEqualTo(Phase.LOADING);
            assertThat(flight.current()).isTrue();
        });
        SharedFence fence = other.products().inspection().fence(42L);
        assertThat(fence.lease()).isNotNull();
        assertThat(fence.lease().left()).isPositive();
        assertThat(fence.pending()).isEmpty();
        assertThat(other.products().inspection().shared(42L)).isNull();

        // The mark of the same node is the same node's.
        Mark mark = one.begin(Product.class, 42L);
        assertThat(one.products().inspection().flight(42L)).isNull();
        assertThat(one.products().inspection().isChanging(42L)).isTrue();
        assertThat(other.products().inspection().isChanging(42L)).isFalse();
        SharedFence marked = other.products().inspection().fence(42L);
        assertThat(marked.lease()).isNull();
        assertThat(marked.pending())
                .singleElement()
                .satisfies(holder ->
                        assertThat(holder.node()).isEqualTo(fence.lease().node()));
        go.countDown();
        assertThat(value.get()).isEqualTo("value");
        one.commit(mark);
        assertThat(one.products().inspection().isChanging(42L)).isFalse();
        await().until(() -> other.products().inspection().fence(42L).pending().isEmpty());
        assertThat(other.products().inspection().fence(42L).closedToOld()).isPositive();
        await().untilAsserted(() -> assertThat(other.products().inspection().story(42L))
                .filteredOn(episode -> episode.kind() == Episode.Kind.HEARD)
                .extracting(Episode::detail)
                .anyMatch(detail ->
                        detail != null && detail.contains(fence.lease().node())));
    }

    @Test
    void withoutRedisPeopleAreToldSo() throws Exception {
        Region products = one.products();
        REDIS.kill();
        try {
            assertThatThrownBy(() -> list(products.inspection()))
                    .isInstanceOf(TierUnavailableException.class)
                    .hasMessageStartingWith("The tier 'redis' cannot be asked: ");
            assertThatThrownBy(() -> products.inspection().shared(42L)).isInstanceOf(TierUnavailableException.class);
            assertThat(products.inspection().fence(42L)).isNull();
        } finally {
            REDIS.start();
        }
    }

    static List<EntryState> list(Inspection inspection) {
        List<EntryState> entries = new ArrayList<>();
        for (Iterator<Optional<EntryState>> all = inspection.sharedEntries(); all.hasNext(); ) {
            all.next().ifPresent(entries::add);
        }
        return entries;
    }
}
