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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellspring.key.KeyPattern;
import io.wellspring.key.KeyType;
import io.wellspring.key.MalformedKeyException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LoadersTests {

    @RegisterExtension
    final TestEngine engine = new TestEngine();

    private final List<Collection<Object>> batches = new ArrayList<>();

    @Test
    void aTextKeyIsConvertedToTheLoadersType() {
        add("product", Long.class, (key, context) -> key.getClass().getSimpleName() + " " + key);
        assertThat(engine.registry().get("product:42")).isEqualTo("Long 42");
        assertThat(engine.registry().cache("product", Long.class, String.class).peek(42L))
                .contains("Long 42");
    }

    @Test
    void theMoreSpecificPatternWins() {
        add("product:*", Long.class, (key, context) -> "by id " + key);
        add("product:sku-*", String.class, (key, context) -> "by sku " + key);
        add("product:sku-0*", String.class, (key, context) -> "by old sku " + key);
        assertThat(engine.registry().get("product:42")).isEqualTo("by id 42");
        assertThat(engine.registry().get("product:sku-1")).isEqualTo("by sku sku-1");
        assertThat(engine.registry().get("product:sku-01")).isEqualTo("by old sku sku-01");
    }

    @Test
    void twoLoadersThatFitOneKeyEquallyWellAreRefused() {
        add("product:a*", String.class, (key, context) -> key);
        assertThatThrownBy(() -> add("product:*b", String.class, (key, context) -> key))
                .isInstanceOf(CacheDefinitionException.class)
                .hasMessageContaining("'product:a*'")
                .hasMessageContaining("'product:*b'");
        add("product:b*", String.class, (key, context) -> "b");
        assertThat(engine.registry().get("product:b1")).isEqualTo("b");
    }

    @Test
    void aTextThatIsNoKeyIsRefused() {
        add("product", Long.class, (key, context) -> key);
        assertThatThrownBy(() -> engine.registry().get("product:red"))
                .isInstanceOf(MalformedKeyException.class)
                .hasMessageContaining("'red' is not a Long");
        assertThatThrownBy(() -> engine.registry().get("nothing:1"))
                .isInstanceOf(UnknownCacheException.class)
                .hasMessageContaining("there are: product");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> engine.registry().get("product"))
                .withMessageContaining("product:42");
    }

    @Test
    void aKeyWithoutALoaderSaysWhatToDo() {
        engine.region();
        assertThatThrownBy(() -> engine.registry().get("product:1"))
                .isInstanceOf(NoLoaderException.class)
                .hasMessageContaining("@CacheLoader(\"product\")");
        assertThatThrownBy(() -> engine.registry()
                        .cache("product", Long.class, String.class)
                        .get(1L))
                .isInstanceOf(NoLoaderException.class);
    }

    @Test
    void aCacheIsNotHandedOutByKeysThatItDoesNotHave() {
        add("product", Long.class, (key, context) -> "value");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> engine.registry().cache("product", String.class, String.class))
                .withMessageContaining("has no keys of java.lang.String");
    }

    @Test
    void whatIsMissingOfManyIsLoadedInOneCall() {
        addBatch();
        ReadThroughCache<Long, String> cache = engine.registry().cache("product", Long.class, String.class);
        assertThat(cache.get(2L)).isEqualTo("v2");
        batches.clear();
        assertThat(cache.getAll(List.of(3L, 2L, 1L, 3L, 99L)))
                .containsExactly(Map.entry(3L, "v3"), Map.entry(2L, "v2"), Map.entry(1L, "v1"));
        assertThat(batches).containsExactly(List.of(3L, 1L, 99L));
        batches.clear();
        assertThat(cache.getAll(List.of(99L, 1L))).containsExactly(Map.entry(1L, "v1"));
        assertThat(batches).as("absence is cached too").isEmpty();
    }

    @Test
    void overlappingBatchesLoadEachKeyOnceAndDoNotWaitForEachOther() throws Exception {
        CountDownLatch bothBegan = new CountDownLatch(2);
        List<Object> loaded = new ArrayList<>();
        BatchLoader batch = (keys, contexts) -> {
            bothBegan.countDown();
            bothBegan.await();
            Map<Object, Object> values = new HashMap<>();
            synchronized (loaded) {
                loaded.addAll(keys);
            }
            keys.forEach(key -> values.put(key, "v" + key));
            return values;
        };
        add(batch);
        ReadThroughCache<Long, String> cache = engine.registry().cache("product", Long.class, String.class);
        Future<Map<Long, String>> one = engine.loads.submit(() -> cache.getAll(List.of(1L, 2L, 3L)));
        org.awaitility.Awaitility.await().until(() -> bothBegan.getCount() == 1);
        Future<Map<Long, String>> other = engine.loads.submit(() -> cache.getAll(List.of(4L, 3L, 2L)));
        assertThat(one.get()).containsOnlyKeys(1L, 2L, 3L);
        assertThat(other.get()).containsOnlyKeys(4L, 3L, 2L);
        assertThat(loaded).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
    }

    @Test
    void aBatchMayKeepSomeOfItsValuesFromBeingStored() {
        add((keys, contexts) -> {
            contexts.of(2L).doNotStore();
            Map<Object, Object> values = new HashMap<>();
            keys.forEach(key -> values.put(key, "v" + key));
            return values;
        });
        ReadThroughCache<Long, String> cache = engine.registry().cache("product", Long.class, String.class);
        assertThat(cache.getAll(List.of(1L, 2L))).containsOnlyKeys(1L, 2L);
        assertThat(cache.peek(1L)).isPresent();
        assertThat(cache.peek(2L)).isEmpty();
    }

    @Test
    void aFailedBatchFailsAllItsKeysAndCachesNone() {
        IllegalStateException failure = new IllegalStateException("gone");
        add((keys, contexts) -> {
            throw failure;
        });
        ReadThroughCache<Long, String> cache = engine.registry().cache("product", Long.class, String.class);
        assertThatThrownBy(() -> cache.getAll(List.of(1L, 2L))).isSameAs(failure);
        assertThat(cache.peek(1L)).isEmpty();
        assertThat(cache.peek(2L)).isEmpty();
    }

    @Test
    void aBatchThatIsRefusedLeavesNothingBehind() {
        AtomicReference<ReadThroughCache<Long, String>> cache = new AtomicReference<>();
        add((keys, contexts) -> {
            if (keys.contains(2L)) {
                cache.get().getAll(List.of(100L, 2L));
            }
            Map<Object, Object> values = new HashMap<>();
            keys.forEach(key -> values.put(key, "v" + key));
            return values;
        });
        cache.set(engine.registry().cache("product", Long.class, String.class));
        assertThatThrownBy(() -> cache.get().get(2L)).isInstanceOf(RecursiveLoadException.class);
        assertThat(cache.get().get(100L)).isEqualTo("v100");
    }

    @Test
    void aTypedCacheDoesWhatItSays() {
        add("product", Long.class, (key, context) -> "v" + key);
        ReadThroughCache<Long, String> cache = engine.registry().cache("product", Long.class, String.class);
        assertThat(cache.name()).isEqualTo("product");
        assertThat(cache.entry(1L)).isEmpty();
        cache.put(1L, "put");
        assertThat(cache.get(1L)).isEqualTo("put");
        assertThat(cache.refresh(1L)).isEqualTo("v1");
        assertThat(cache.getAsync(2L))
                .isCompletedWithValueMatchingWithin("v2"::equals, java.time.Duration.ofSeconds(10));
        assertThat(cache.entry(1L)).hasValueSatisfying(entry -> {
            assertThat(entry.key()).isEqualTo("1");
            assertThat(entry.absent()).isFalse();
            assertThat(entry.freshFor()).isEqualTo(TestEngine.TTL);
            assertThat(entry.staleFor()).isEqualTo(TestEngine.TTL.plus(TestEngine.STALE_TTL));
            assertThat(entry.loadedAt()).isEqualTo("2026-01-01T00:00:00Z");
        });
        cache.invalidate(1L);
        assertThat(cache.peek(1L)).isEmpty();
        assertThat(cache.peek(2L)).contains("v2");
        cache.put(3L, null);
        assertThat(cache.get(3L)).isNull();
        assertThat(cache.statistics().negativeHits()).isEqualTo(1);
        cache.invalidateAll(List.of(2L));
        assertThat(cache.peek(2L)).isEmpty();
        cache.clear();
        assertThat(engine.region().size()).isZero();
    }

    private void add(String pattern, Class<?> keyType, Loader loader) {
        engine.region()
                .loaders()
                .add(new CacheLoaderDefinition(
                        KeyPattern.parse(pattern), true, loader, null, KeyType.of(keyType), "Loaders." + pattern));
    }

    private void addBatch() {
        add((keys, contexts) -> {
            batches.add(List.copyOf(keys));
            Map<Object, Object> values = new HashMap<>();
            keys.stream().filter(key -> (Long) key < 50).forEach(key -> values.put(key, "v" + key));
            return values;
        });
    }

    private void add(BatchLoader batch) {
        engine.region()
                .loaders()
                .add(new CacheLoaderDefinition(
                        KeyPattern.parse("product"),
                        true,
                        (key, context) ->
                                batch.loadAll(List.of(key), any -> context).get(key),
                        batch,
                        KeyType.of(Long.class),
                        "Loaders.loadAll"));
    }
}
