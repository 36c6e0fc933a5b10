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

import static io.wellspring.engine.InterleavingTests.inCaller;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A value that is computed from a value of another cache falls with it. */
@Timeout(60)
class NestedLoadTests {

    private interface Category {}

    /** What may happen to the inner entry. */
    record Fall(String name, BiConsumer<TestEngine, Region> step) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** How the outer load comes by the inner value. */
    enum Way {
        HIT,
        LOADED,
        LOADED_IN_ANOTHER_THREAD,
        AWAITED
    }

    @RegisterExtension
    final TestEngine engine = new TestEngine();

    private final AtomicReference<String> database = new AtomicReference<>("v1");
    private Region inner;
    private Region outer;

    private final Loader elsewhere = (key, context) -> {
        Reads.of(Category.class);
        context.tags("tag");
        return database.get();
    };
    private final Loader innerLoader = inCaller(elsewhere);
    private final Loader outerLoader = inCaller((key, context) -> "of " + inner.get(1L, innerLoader));

    @BeforeEach
    void declare() {
        inner = engine.registry().declare("inner");
        outer = engine.region();
    }

    static Stream<Fall> falls() {
        return Stream.of(
                new Fall("of its type", (engine, inner) -> engine.changed(new Change(Category.class, 7L, null))),
                new Fall("of its key", (engine, inner) -> inner.invalidate(1L)),
                new Fall("of a newer version", (engine, inner) -> inner.invalidate(1L, 2)),
                new Fall("of its tag", (engine, inner) -> engine.tagged("tag")),
                new Fall("of its cache", (engine, inner) -> inner.invalidateAll()),
                new Fall("by clear", (engine, inner) -> inner.clear()));
    }

    static Stream<Arguments> fallsAndWays() {
        return falls().flatMap(fall -> Stream.of(Way.values()).map(way -> Arguments.of(fall, way)));
    }

    @ParameterizedTest
    @MethodSource("fallsAndWays")
    void theOuterEntryFalls(Fall fall, Way way) throws Throwable {
        assertThat(loadOuter(way, Runnable::run)).isEqualTo("of v1");
        assertThat(outer.peek(1L)).isNotNull();
        database.set("v2");
        fall.step().accept(engine, inner);
        assertThat(outer.peek(1L)).isNull();
        assertThat(outer.get(1L, outerLoader)).isEqualTo("of v2");
    }

    @ParameterizedTest
    @MethodSource("fallsAndWays")
    void theOuterLoadIsRefusedThatHasReadTheInnerValueBefore(Fall fall, Way way) throws Throwable {
        Object returned = loadOuter(way, beforeLanding -> {
            database.set("v2");
            fall.step().accept(engine, inner);
        });
        assertThat(returned).isEqualTo("of v1");
        assertThat(outer.peek(1L)).isNull();
        assertThat(outer.get(1L, outerLoader)).isEqualTo("of v2");
    }

    @ParameterizedTest
    @MethodSource("falls")
    void aReaderThatComesAfterwardsDoesNotGetTheOuterLoad(Fall fall) throws Throwable {
        HeldLoad load = HeldLoad.of((key, context) -> "of " + inner.get(1L, innerLoader))
                .begin(engine.loads, outer, 1L);
        database.set("v2");
        fall.step().accept(engine, inner);
        assertThat(outer.get(1L, outerLoader)).isEqualTo("of v2");
        assertThat(load.land()).isEqualTo("of v1");
        assertThat(outer.get(1L, outerLoader)).isEqualTo("of v2");
    }

    @ParameterizedTest
    @MethodSource("falls")
    void aReaderThatComesWhileTheInnerLoadRunsDoesNotGetTheOuterLoad(Fall fall) throws Throwable {
        HeldLoad innerLoad = HeldLoad.of(elsewhere::load);
        Future<Object> first = engine.loads.submit(() ->
                Sneaky.call(() -> outer.get(1L, inCaller((key, context) -> "of " + inner.get(1L, innerLoad)))));
        innerLoad.awaitRead();
        database.set("v2");
        fall.step().accept(engine, inner);
        Future<Object> later = engine.loads.submit(() -> Sneaky.call(() -> outer.get(1L, outerLoader)));
        // What the inner load has read is not known to the outer one yet.
        await().until(() -> outer.statistics().coalesced() == 1);
        innerLoad.release();
        assertThat(first.get()).isEqualTo("of v1");
        assertThat(later.get()).isEqualTo("of v2");
        assertThat(outer.get(1L, outerLoader)).isEqualTo("of v2");
    }

    @Test
    void anotherKeyOfTheInnerCacheMayTakeTheOuterEntryAlong() throws Throwable {
        outer.get(1L, outerLoader);
        engine.changed(new Change(Integer.class, 1L, null));
        assertThat(outer.peek(1L)).as("another type does not").isNotNull();
    }

    @Test
    void theOuterOfTheOuterFallsToo() throws Throwable {
        Region outermost = engine.registry().declare("outermost");
        Loader loader = inCaller((key, context) -> "of " + outer.get(1L, outerLoader));
        assertThat(outermost.get(1L, loader)).isEqualTo("of of v1");
        database.set("v2");
        inner.invalidate(1L);
        assertThat(outermost.get(1L, loader)).isEqualTo("of of v2");
    }

    private interface Step {
        void run(Runnable nothing);
    }

    private Object loadOuter(Way way, Step beforeLanding) throws Throwable {
        HeldLoad other = HeldLoad.of(elsewhere::load);
        if (way == Way.HIT) {
            inner.get(1L, innerLoader);
        } else if (way == Way.AWAITED) {
            other.begin(engine.loads, inner, 1L);
        }
        Future<Object> result = engine.loads.submit(() -> Sneaky.call(() -> outer.get(1L, inCaller((key, context) -> {
            Object value = inner.get(1L, way == Way.LOADED_IN_ANOTHER_THREAD ? elsewhere : innerLoader);
            beforeLanding.run(() -> {});
            return "of " + value;
        }))));
        if (way == Way.AWAITED) {
            await().until(() -> inner.statistics().coalesced() == 1);
            other.land();
        }
        return result.get();
    }
}
