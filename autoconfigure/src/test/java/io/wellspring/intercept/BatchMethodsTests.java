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
package io.wellspring.intercept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wellspring.annotation.CacheLoader;
import io.wellspring.annotation.ReadThrough;
import io.wellspring.autoconfigure.WellspringAutoConfiguration;
import io.wellspring.engine.CacheDefinitionException;
import io.wellspring.engine.CacheRegistry;
import io.wellspring.engine.CacheStatistics;
import io.wellspring.engine.FakeTicker;
import io.wellspring.engine.ReadThroughCaches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Methods that take many keys, on beans of every kind. */
class BatchMethodsTests {

    record Item(long id, String name) {}

    /** Has no item with a number above 100. */
    static class Items {

        private final List<List<Object>> asked = new CopyOnWriteArrayList<>();
        private volatile Consumer<List<Object>> before = keys -> {};

        List<List<Object>> asked() {
            return asked;
        }

        void before(Consumer<List<Object>> action) {
            before = action;
        }

        @ReadThrough("item")
        public Item one(long id) {
            return found(List.of(id)).stream().findFirst().orElse(null);
        }

        @ReadThrough(cache = "item", key = "#result.id")
        public List<Item> list(Iterable<Long> ids) {
            List<Object> keys = new ArrayList<>();
            ids.forEach(keys::add);
            return found(keys);
        }

        @ReadThrough(cache = "item", key = "#result.id()")
        public Set<Item> set(Set<Long> ids) {
            return Set.copyOf(found(List.copyOf(ids)));
        }

        @ReadThrough(cache = "item", key = "#result.id", unless = "#result?.name == 'item 13'")
        public Collection<Item> several(long... ids) {
            return found(LongStream.of(ids).<Object>mapToObj(Long::valueOf).toList());
        }

        @ReadThrough("item")
        public Map<Long, Item> map(Collection<Long> ids) {
            Map<Long, Item> map = new LinkedHashMap<>();
            found(List.copyOf(ids)).forEach(item -> map.put(item.id(), item));
            return map;
        }

        @ReadThrough(cache = "named", key = "#names")
        public List<String> whole(List<String> names) {
            asked.add(List.copyOf(names));
            return names.stream().map(String::toUpperCase).toList();
        }

        @ReadThrough(cache = "wrong", key = "#result.name")
        public List<Item> wrong(List<Long> ids) {
            return found(List.copyOf(ids));
        }

        @ReadThrough(cache = "twice", key = "#result.id")
        public List<Item> twice(List<Long> ids) {
            List<Item> found = new ArrayList<>(found(List.copyOf(ids)));
            found.addAll(List.copyOf(found));
            return found;
        }

        @ReadThrough(cache = "tagged", key = "#result.id", tags = "name:#{#result?.name}")
        public List<Item> tagged(List<Long> ids) {
            return found(List.copyOf(ids));
        }

        @ReadThrough(cache = "sized", key = "#result.id", condition = "#ids.size() < 3")
        public List<Item> sized(List<Long> ids) {
            return found(List.copyOf(ids));
        }

        private List<Item> found(List<Object> keys) {
            asked.add(keys);
            before.accept(keys);
            return keys.stream()
                    .map(key -> (Long) key)
                    .filter(id -> id <= 100)
                    .sorted()
                    .distinct()
                    .map(id -> new Item(id, "item " + id))
                    .toList();
        }
    }

    private final FakeTicker ticker = new FakeTicker();
    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(WellspringAutoConfiguration.class))
            .withBean("wellspringTicker", FakeTicker.class, () -> ticker)
            .withPropertyValues("wellspring.defaults.ttl-jitter=0%");

    @Test
    void onlyWhatIsMissingIsLoaded() {
        run((items, context) -> {
            items.one(2);
            assertThat(names(items.list(List.of(3L, 2L, 1L)))).containsExactly("item 3", "item 2", "item 1");
            assertThat(items.asked()).containsExactly(List.of(2L), List.of(3L, 1L));
            items.asked().clear();
            assertThat(items.set(Set.of(1L, 3L))).hasSize(2);
            assertThat(items.several(2, 1)).hasSize(2);
            assertThat(items.map(List.of(1L, 2L, 3L)).keySet()).containsExactly(1L, 2L, 3L);
            assertThat(items.one(3)).isEqualTo(new Item(3, "item 3"));
            assertThat(items.asked()).isEmpty();
        });
    }

    @Test
    void whatThereIsNotIsLeftOutAndNotAskedForAgain() {
        run((items, context) -> {
            assertThat(names(items.list(List.of(101L, 1L, 102L)))).containsExactly("item 1");
            assertThat(names(items.list(List.of(101L, 1L, 102L)))).containsExactly("item 1");
            assertThat(items.map(List.of(102L, 1L))).containsOnlyKeys(1L);
            assertThat(items.one(101)).isNull();
            assertThat(items.asked()).hasSize(1);
        });
    }

    @Test
    void aKeyThatIsGivenTwiceIsFoundOnce() {
        run((items, context) -> {
            assertThat(names(items.list(List.of(2L, 1L, 2L)))).containsExactly("item 2", "item 1");
            assertThat(names(items.list(List.of(2L, 1L, 2L)))).containsExactly("item 2", "item 1");
            assertThat(items.asked()).containsExactly(List.of(2L, 1L));
        });
    }

    @Test
    void noKeysAndNullsAreForTheMethodToJudge() {
        run((items, context) -> {
            assertThat(items.list(List.of())).isEmpty();
            List<Long> withNull = new ArrayList<>();
            withNull.add(null);
            assertThatThrownBy(() -> items.list(withNull)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> items.list(null)).isInstanceOf(NullPointerException.class);
            assertThat(items.asked()).hasSize(2);
            assertThat(statistics(context, "item").misses()).isZero();
        });
    }

    @Test
    void theCallerMayChangeWhatHeGets() {
        run((items, context) -> {
            List<Item> first = items.list(List.of(1L, 2L));
            first.clear();
            List<Item> second = items.list(List.of(1L, 2L));
            assertThat(second).hasSize(2);
            second.add(new Item(7, "mine"));
            assertThat(items.list(List.of(1L, 2L))).hasSize(2);
            assertThat(items.asked()).hasSize(1);
        });
    }

    @Test
    void aKeyOverTheParameterIsOneEntryForAll() {
        run((items, context) -> {
            assertThat(items.whole(List.of("a", "b"))).containsExactly("A", "B");
            assertThat(items.whole(List.of("a", "b"))).containsExactly("A", "B");
            assertThat(items.whole(List.of("b"))).containsExactly("B");
            assertThat(items.asked()).containsExactly(List.of("a", "b"), List.of("b"));
        });
    }

    @Test
    void whatIsUnwantedIsLoadedEachTime() {
        run((items, context) -> {
            assertThat(items.several(12, 13)).hasSize(2);
            assertThat(items.several(12, 13)).hasSize(2);
            assertThat(items.asked()).containsExactly(List.of(12L, 13L), List.of(13L));
        });
    }

    @Test
    void eachEntryHasItsTags() {
        run((items, context) -> {
            items.tagged(List.of(1L, 2L));
            context.getBean(io.wellspring.invalidation.Invalidations.class).tag("name:item 2");
            items.tagged(List.of(1L, 2L));
            assertThat(items.asked()).containsExactly(List.of(1L, 2L), List.of(2L));
        });
    }

    @Test
    void aCallThatIsNotToBeCachedGoesPast() {
        run((items, context) -> {
            items.sized(List.of(1L, 2L, 3L));
            items.sized(List.of(1L, 2L));
            items.sized(List.of(1L, 2L));
            items.sized(List.of(1L, 2L, 3L));
            assertThat(items.asked()).containsExactly(List.of(1L, 2L, 3L), List.of(1L, 2L), List.of(1L, 2L, 3L));
        });
    }

    @Test
    void whatReturnsSomethingElseThanItWasAskedForIsToldSo() {
        run((items, context) -> {
            assertThatThrownBy(() -> items.wrong(List.of(1L, 2L)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Items.wrong(List) returned something whose key is String item 1")
                    .hasMessageContaining("asked for Long 1 and 1 others");
            assertThatThrownBy(() -> items.twice(List.of(1L, 2L)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Items.twice(List) returned two things whose key is Long 1");
            assertThat(statistics(context, "twice").loadFailures()).isEqualTo(2);
        });
    }

    @Test
    void itsOwnExceptionReachesTheCaller() {
        run((items, context) -> {
            IllegalArgumentException failure = new IllegalArgumentException("out of order");
            items.before(keys -> {
                throw failure;
            });
            assertThatThrownBy(() -> items.list(List.of(1L, 2L))).isSameAs(failure);
            items.before(keys -> {});
            assertThat(items.list(List.of(1L, 2L))).hasSize(2);
        });
    }

    @Test
    void batchesThatOverlapLoadEachKeyOnceAndDoNotWaitForEachOther() {
        run((items, context) -> {
            CyclicBarrier both = new CyclicBarrier(2);
            items.before(keys -> meet(both));
            ExecutorService threads = Executors.newFixedThreadPool(2);
            try {
                // Each begins with what the other ends with.
                Future<List<Item>> up = threads.submit(() -> items.list(List.of(1L, 2L, 3L)));
                Future<List<Item>> down = threads.submit(() -> items.list(List.of(5L, 4L)));
                assertThat(up.get()).hasSize(3);
                assertThat(down.get()).hasSize(2);
                items.asked().clear();
                List<Future<List<Item>>> all = new ArrayList<>();
                items.before(keys -> {});
                for (int round = 0; round < 50; round++) {
                    long from = 6 + round;
                    all.add(threads.submit(() -> items.list(List.of(from, from + 1, from + 2))));
                    all.add(threads.submit(() -> items.list(List.of(from + 2, from + 1, from))));
                }
                for (Future<List<Item>> each : all) {
                    assertThat(each.get()).hasSize(3);
                }
            } finally {
                threads.shutdown();
            }
            assertThat(items.asked().stream().flatMap(List::stream)).doesNotHaveDuplicates();
        });
    }

    @Test
    void whatIsStaleIsServedAndRefreshed() {
        runner.withPropertyValues("wellspring.caches.item.ttl=10s", "wellspring.caches.item.stale-ttl=1m")
                .withBean(Items.class)
                .run(context -> {
                    Items items = context.getBean(Items.class);
                    items.list(List.of(1L, 2L));
                    ticker.advance(Duration.ofSeconds(11));
                    assertThat(items.list(List.of(1L, 2L))).hasSize(2);
                    await().until(() -> statistics(context, "item").loads() == 4);
                    assertThat(statistics(context, "item").staleHits()).isEqualTo(2);
                });
    }

    @Test
    void programsLoadByTheMethodThatTakesMany() {
        run((items, context) -> {
            var cache = context.getBean(ReadThroughCaches.class).cache("item", Long.class, Item.class);
            assertThat(cache.getAll(List.of(1L, 2L, 101L))).containsEntry(2L, new Item(2, "item 2"));
            assertThat(items.asked()).hasSize(1);
            assertThat(cache.get(3L)).isEqualTo(new Item(3, "item 3"));
            assertThat(context.getBean(ReadThroughCaches.class).get("item:4")).isEqualTo(new Item(4, "item 4"));
        });
    }

    static class ItemLoader {

        private final List<Object> asked = new CopyOnWriteArrayList<>();

        @CacheLoader("item")
        Item load(Long id) {
            asked.add(id);
            return new Item(id, "loaded " + id);
        }
    }

    @Test
    void aLoaderOfTheCacheLoadsWhatIsMissing() {
        runner.withBean(Items.class).withBean(ItemLoader.class).run(context -> {
            Items items = context.getBean(Items.class);
            assertThat(names(items.list(List.of(2L, 1L)))).containsExactly("loaded 2", "loaded 1");
            assertThat(items.asked()).isEmpty();
            assertThat(context.getBean(ItemLoader.class).asked).containsExactly(2L, 1L);
        });
    }

    static class Front {

        private final Items items;

        Front(Items items) {
            this.items = items;
        }

        @ReadThrough(cache = "item", key = "#result.id")
        public List<Item> found(List<Long> ids) {
            return items.list(ids);
        }
    }

    @Test
    void aCallThatComesToASecondBeanOnItsWayIsTheSameCall() {
        runner.withBean(Items.class).withBean(Front.class).run(context -> {
            assertThat(context.getBean(Front.class).found(List.of(1L, 2L))).hasSize(2);
            assertThat(context.getBean(Items.class).asked()).containsExactly(List.of(1L, 2L));
        });
    }

    static class Unclear {

        @ReadThrough("unclear")
        public List<Item> find(Collection<Long> numbers) {
            return List.of();
        }
    }

    static class NoBatch {

        @ReadThrough(cache = "noBatch", key = "#result.id")
        public Item find(long id) {
            return new Item(id, "");
        }
    }

    static class KeyedMap {

        @ReadThrough(cache = "keyedMap", key = "#result.id")
        public Map<Long, Item> find(List<Long> ids) {
            return Map.of();
        }
    }

    @Test
    void whatCannotBeKnownStopsTheStart() {
        refused(
                Unclear.class,
                "@ReadThrough stands on Unclear.find(Collection), and it cannot be known whether each Item that it returns"
                        + " belongs to one Long that it takes.",
                "Declare key = \"#result.id\", or whatever tells the key of what it returns, for an entry for each; or"
                        + " key = \"#numbers\" for one entry for all that a call returns.");
        refused(
                NoBatch.class,
                "The key \"#result.id\" of @ReadThrough on NoBatch.find(long) is made of the result, but the method does not"
                        + " take a collection of keys and return a collection of what there is for them.",
                "Let it take one Collection, List, Set, Iterable or array of keys and return a List, Set or Collection, or"
                        + " write a key over its parameters.");
        refused(
                KeyedMap.class,
                "The key \"#result.id\" of @ReadThrough on KeyedMap.find(List) is made of the result, but that is a map, whose"
                        + " keys are known.",
                "Remove the key for an entry for each key of the map.");
    }

    private void refused(Class<?> bean, String what, String remedy) {
        runner.withBean(bean)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOfSatisfying(CacheDefinitionException.class, failure -> {
                            assertThat(failure.description()).isEqualTo(what);
                            assertThat(failure.action()).isEqualTo(remedy);
                        }));
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> names(Collection<Item> items) {
        return items.stream().map(Item::name).toList();
    }

    private static CacheStatistics statistics(AssertableApplicationContext context, String cache) {
        return context.getBean(CacheRegistry.class).known(cache).statistics();
    }

    private interface Check {
        void on(Items items, AssertableApplicationContext context) throws Exception;
    }

    private void run(Check check) {
        runner.withBean(Items.class).run(context -> check.on(context.getBean(Items.class), context));
    }
}
