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

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The interleavings in which other caches put an old value back. */
class FenceTests {

    @RegisterExtension
    final TestEngine engine = new TestEngine();

    private final AtomicReference<String> database = new AtomicReference<>("v1");
    private final Loader fromDatabase = (key, context) -> database.get();

    record Invalidation(String name, BiConsumer<TestEngine, Region> step) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Invalidation> invalidations() {
        return Stream.of(
                new Invalidation("of the key", (engine, region) -> region.invalidate(1L)),
                new Invalidation("of the cache", (engine, region) -> region.invalidateAll()),
                new Invalidation("by clear", (engine, region) -> region.clear()),
                new Invalidation("by entity", (engine, region) -> {
                    region.dependOnId(String.class, "");
                    engine.changed(new Change(String.class, 1L, null));
                }),
                new Invalidation("by type", (engine, region) -> {
                    region.dependOn(String.class);
                    engine.changed(new Change(String.class, 99L, null));
                }));
    }

    @ParameterizedTest
    @MethodSource("invalidations")
    void aLoadThatReadBeforeAnInvalidationIsNotStored(Invalidation invalidation) throws Throwable {
        Region region = engine.region();
        Object returned = region.get(1L, inCaller((key, context) -> {
            String read = database.get();
            database.set("v2");
            invalidation.step().accept(engine, region);
            return read;
        }));
        assertThat(returned).as("the caller began before the commit").isEqualTo("v1");
        assertThat(region.peek(1L)).isNull();
        assertThat(region.get(1L, fromDatabase)).isEqualTo("v2");
    }

    @ParameterizedTest
    @MethodSource("invalidations")
    void aReaderThatComesAfterAnInvalidationDoesNotJoinAnOlderLoad(Invalidation invalidation) throws Throwable {
        Region region = engine.region();
        CountDownLatch read = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Future<Object> old = engine.loads.submit(() -> Sneaky.call(() -> region.get(1L, inCaller((key, context) -> {
            String value = database.get();
            read.countDown();
            release.await();
            return value;
        }))));
        read.await();
        database.set("v2");
        invalidation.step().accept(engine, region);
        assertThat(region.get(1L, fromDatabase)).isEqualTo("v2");
        release.countDown();
        assertThat(old.get()).isEqualTo("v1");
        assertThat(region.get(1L, fromDatabase))
                .as("the late landing changed nothing")
                .isEqualTo("v2");
    }

    @ParameterizedTest
    @MethodSource("invalidations")
    void aLoadThatBeganAfterAnInvalidationIsStored(Invalidation invalidation) throws Throwable {
        Region region = engine.region();
        region.get(1L, fromDatabase);
        database.set("v2");
        invalidation.step().accept(engine, region);
        region.get(1L, fromDatabase);
        assertThat(region.hit(1L)).isNotNull();
    }

    @Test
    void anExplicitPutWinsOverALoadThatRuns() throws Throwable {
        Region region = engine.region();
        region.get(1L, inCaller((key, context) -> {
            region.put(1L, "put");
            return "loaded before";
        }));
        assertThat(region.get(1L, fromDatabase)).isEqualTo("put");
    }

    @Test
    void aPutOfWhatWasComputedBeforeAnInvalidationIsRefused() {
        Region region = engine.region();
        Reading since = region.reading();
        region.invalidate(1L);
        region.putIfUnchanged(1L, "old", since);
        assertThat(region.peek(1L)).isNull();
        region.putIfUnchanged(1L, "new", region.reading());
        assertThat(region.peek(1L)).isNotNull();
    }

    @Test
    void aChangeOfAnEntityLeavesOtherKeysAlone() throws Throwable {
        Region region = engine.region();
        region.dependOnId(String.class, "");
        region.get(1L, fromDatabase);
        region.get(2L, fromDatabase);
        engine.changed(new Change(String.class, 1L, null));
        assertThat(region.peek(1L)).isNull();
        assertThat(region.peek(2L)).isNotNull();
    }

    @Test
    void aChangeOfAnotherTypeLeavesAllKeysAlone() throws Throwable {
        Region region = engine.region();
        region.dependOn(String.class);
        region.get(1L, fromDatabase);
        engine.changed(new Change(Integer.class, 1L, null));
        assertThat(region.peek(1L)).isNotNull();
    }

    @Test
    void aTypeThatIsDerivedFromAnywhereInvalidatesTheWholeCache() throws Throwable {
        Region region = engine.region();
        region.dependOnId(String.class, "");
        region.dependOn(String.class);
        region.get(2L, fromDatabase);
        engine.changed(new Change(String.class, 1L, null));
        assertThat(region.peek(2L)).isNull();
    }

    @Test
    void aSubtypeConcernsWhoDependsOnTheSupertypeAndTheOtherWayRound() throws Throwable {
        Region region = engine.region();
        region.dependOn(CharSequence.class);
        region.get(1L, fromDatabase);
        engine.changed(new Change(String.class, 1L, null));
        assertThat(region.peek(1L)).isNull();
        region.get(1L, fromDatabase);
        engine.changed(new Change(Object.class, null, null));
        assertThat(region.peek(1L)).isNull();
    }

    /**
     * Readers and writers at random: a read that begins after a commit returned never sees what was before. The writer counts
     * up, so that an older value is a smaller number.
     */
    @Test
    void noReadGoesBackBehindACommit() throws Exception {
        Region region = engine.region();
        int keys = 4;
        AtomicLong[] committed = new AtomicLong[keys];
        AtomicLong[] returned = new AtomicLong[keys];
        for (int i = 0; i < keys; i++) {
            committed[i] = new AtomicLong();
            returned[i] = new AtomicLong();
        }
        AtomicBoolean done = new AtomicBoolean();
        Loader loader = inCaller((key, context) -> {
            long value = committed[((Long) key).intValue()].get();
            Thread.yield();
            return value;
        });
        ExecutorService threads = Executors.newFixedThreadPool(4);
        AtomicLong reads = new AtomicLong();
        Future<?> writer = threads.submit(() -> {
            for (int i = 0; i < 200_000; i++) {
                int key = ThreadLocalRandom.current().nextInt(keys);
                long version = committed[key].incrementAndGet();
                if (i % 3 == 0) {
                    region.invalidateAll();
                } else {
                    region.invalidate((long) key);
                }
                returned[key].set(version);
            }
            done.set(true);
        });
        Stream<? extends Future<?>> readers = Stream.generate(() -> threads.submit(() -> {
                    while (!done.get()) {
                        int key = ThreadLocalRandom.current().nextInt(keys);
                        long atLeast = returned[key].get();
                        long seen = (Long) Sneaky.call(() -> region.get((long) key, loader));
                        assertThat(seen).isGreaterThanOrEqualTo(atLeast);
                        reads.incrementAndGet();
                    }
                }))
                .limit(3);
        for (Future<?> reader : readers.toList()) {
            reader.get();
        }
        writer.get();
        threads.shutdown();
        for (long key = 0; key < keys; key++) {
            assertThat(region.peek(key) == null || region.peek(key).value().equals(committed[(int) key].get()))
                    .as("at rest every entry equals its row")
                    .isTrue();
        }
        assertThat(reads.get()).isPositive();
    }

    private static Loader inCaller(Loader loader) {
        return SingleFlightTests.Place.CALLER.loader(loader);
    }
}
