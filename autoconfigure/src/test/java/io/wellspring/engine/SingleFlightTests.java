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
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SingleFlightTests {

    /** Where a loader runs. */
    enum Place {
        CALLER,
        OWN_THREAD;

        Loader loader(Loader loader) {
            return new Loader() {
                @Override
                public Object load(Object key, LoadContext<Object> context) throws Throwable {
                    return loader.load(key, context);
                }

                @Override
                public boolean inCaller() {
                    return Place.this == CALLER;
                }
            };
        }
    }

    private static final int CALLERS = 1_000;

    @RegisterExtension
    final TestEngine engine = new TestEngine();

    private final AtomicInteger loads = new AtomicInteger();
    private final CountDownLatch release = new CountDownLatch(1);

    @ParameterizedTest
    @EnumSource
    void aThousandThreadsLoadAColdKeyOnce(Place place) throws Throwable {
        aThousandCallersLoadOnce(place, Executors.newCachedThreadPool());
    }

    @ParameterizedTest
    @EnumSource
    void aThousandVirtualThreadsLoadAColdKeyOnce(Place place) throws Throwable {
        aThousandCallersLoadOnce(place, VirtualThreads.executor());
    }

    private void aThousandCallersLoadOnce(Place place, ExecutorService callers) throws Throwable {
        Region region = engine.region();
        Loader loader = place.loader((key, context) -> {
            release.await();
            return "value " + loads.incrementAndGet();
        });
        List<Future<Object>> results = call(callers, CALLERS, () -> get(region, loader));
        await().until(() -> region.statistics().coalesced() == CALLERS - 1);
        release.countDown();
        for (Future<Object> result : results) {
            assertThat(result.get()).isEqualTo("value 1");
        }
        assertThat(loads).hasValue(1);
        assertThat(region.statistics().loads()).isEqualTo(1);
        callers.shutdown();
    }

    @Test
    void callersThatComeAsALoadEndsDoNotLoadAgain() throws Throwable {
        ExecutorService callers = Executors.newFixedThreadPool(8);
        for (int round = 0; round < 300; round++) {
            long key = round;
            Region region = engine.region();
            CountDownLatch start = new CountDownLatch(1);
            AtomicInteger loadsOfKey = new AtomicInteger();
            Loader loader = Place.CALLER.loader((name, context) -> loadsOfKey.incrementAndGet());
            List<Future<Object>> results = call(callers, 8, () -> {
                start.await();
                return unchecked(() -> region.get(key, loader));
            });
            start.countDown();
            for (Future<Object> result : results) {
                assertThat(result.get()).isEqualTo(1);
            }
        }
        callers.shutdown();
    }

    @ParameterizedTest
    @EnumSource
    void anExceptionReachesAllCallersAsItWasThrownAndIsNotCached(Place place) throws Throwable {
        Region region = engine.region();
        IOException failure = new IOException("the source is gone");
        Loader failing = place.loader((key, context) -> {
            release.await();
            loads.incrementAndGet();
            throw failure;
        });
        ExecutorService callers = Executors.newCachedThreadPool();
        List<Future<Object>> results = call(callers, 50, () -> catchThrowable(() -> region.get(1L, failing)));
        await().until(() -> region.statistics().coalesced() == 49);
        release.countDown();
        for (Future<Object> result : results) {
            assertThat(result.get()).isSameAs(failure);
        }
        assertThat(loads).hasValue(1);
        assertThat(region.get(1L, place.loader((key, context) -> "recovered"))).isEqualTo("recovered");
        assertThat(region.statistics().loadFailures()).isEqualTo(1);
        callers.shutdown();
    }

    @Test
    void anErrorReachesTheCallersToo() {
        Region region = engine.region();
        StackOverflowError error = new StackOverflowError();
        assertThat(catchThrowable(() -> region.get(1L, (key, context) -> {
                    throw error;
                })))
                .isSameAs(error);
    }

    @Test
    void anInterruptedWaiterLeavesAndTheLoadGoesOnForTheOthers() throws Throwable {
        Region region = engine.region();
        CountDownLatch loading = new CountDownLatch(1);
        Loader loader = Place.CALLER.loader((key, context) -> {
            loading.countDown();
            release.await();
            return "value " + loads.incrementAndGet();
        });
        ExecutorService callers = Executors.newCachedThreadPool();
        Future<Object> leader = callers.submit(() -> get(region, loader));
        loading.await();
        AtomicReference<Throwable> seen = new AtomicReference<>();
        AtomicReference<Boolean> flag = new AtomicReference<>();
        Thread waiter = new Thread(() -> {
            seen.set(catchThrowable(() -> region.get(1L, loader)));
            flag.set(Thread.currentThread().isInterrupted());
        });
        waiter.start();
        await().until(() -> region.statistics().coalesced() == 1);
        waiter.interrupt();
        waiter.join();
        assertThat(seen.get()).isInstanceOf(LoadInterruptedException.class).hasMessageContaining("product:1");
        assertThat(flag.get()).as("interrupt status is kept").isTrue();
        release.countDown();
        assertThat(leader.get()).isEqualTo("value 1");
        callers.shutdown();
    }

    @ParameterizedTest
    @EnumSource
    void anObserverThatThrowsSpoilsNoLoadAndHearsOfNoMore(Place place) throws Throwable {
        Region region = engine.region();
        AtomicInteger heard = new AtomicInteger();
        region.observe(new CacheObserver() {
            @Override
            public void loaded(long nanos) {
                heard.incrementAndGet();
                throw new IllegalStateException("no such meter");
            }

            @Override
            public void servedStale(long nanos) {
                heard.incrementAndGet();
            }
        });
        Loader loader = place.loader((key, context) -> {
            release.await();
            return "value " + loads.incrementAndGet();
        });
        ExecutorService callers = Executors.newCachedThreadPool();
        List<Future<Object>> results = call(callers, 10, () -> get(region, loader));
        await().until(() -> region.statistics().coalesced() == 9);
        release.countDown();
        for (Future<Object> result : results) {
            assertThat(result.get(10, TimeUnit.SECONDS)).isEqualTo("value 1");
        }
        engine.ticker.advance(TestEngine.TTL.plusSeconds(1));
        assertThat(get(region, loader)).as("stale").isEqualTo("value 1");
        assertThat(heard).hasValue(1);
        callers.shutdown();
    }

    @Test
    void theInterruptOfTheCallerWhoLoadsDoesNotFailTheOthers() throws Throwable {
        Region region = engine.region();
        AtomicInteger attempts = new AtomicInteger();
        CountDownLatch loading = new CountDownLatch(1);
        Loader loader = Place.CALLER.loader((key, context) -> {
            if (attempts.incrementAndGet() == 1) {
                loading.countDown();
                release.await();
            }
            return "loaded by another";
        });
        AtomicReference<Throwable> seen = new AtomicReference<>();
        Thread first = new Thread(() -> seen.set(catchThrowable(() -> region.get(1L, loader))));
        first.start();
        loading.await();
        ExecutorService callers = Executors.newCachedThreadPool();
        List<Future<Object>> others = call(callers, 10, () -> get(region, loader));
        await().until(() -> region.statistics().coalesced() == 10);
        first.interrupt();
        first.join();
        assertThat(seen.get()).isInstanceOf(InterruptedException.class);
        for (Future<Object> other : others) {
            assertThat(other.get()).isEqualTo("loaded by another");
        }
        assertThat(attempts).hasValue(2);
        callers.shutdown();
    }

    @Test
    void theInterruptOfTheFirstCallerDoesNotTouchALoadOnItsOwnThread() throws Throwable {
        Region region = engine.region();
        Loader loader = Place.OWN_THREAD.loader((key, context) -> {
            release.await();
            return "value " + loads.incrementAndGet();
        });
        AtomicReference<Throwable> seen = new AtomicReference<>();
        Thread first = new Thread(() -> seen.set(catchThrowable(() -> region.get(1L, loader))));
        first.start();
        await().until(() -> region.running() == 1);
        ExecutorService callers = Executors.newCachedThreadPool();
        Future<Object> other = callers.submit(() -> get(region, loader));
        await().until(() -> region.statistics().coalesced() == 1);
        first.interrupt();
        first.join();
        assertThat(seen.get()).isInstanceOf(LoadInterruptedException.class);
        release.countDown();
        assertThat(other.get()).isEqualTo("value 1");
        callers.shutdown();
    }

    @Test
    void loadTimeoutFreesEveryCallerAndTheNextOneLoadsAnew() throws Throwable {
        engine.settings = TestEngine.settings(Duration.ofMillis(50));
        Region region = engine.region();
        Loader hanging = Place.OWN_THREAD.loader((key, context) -> {
            release.await();
            return "late";
        });
        ExecutorService callers = Executors.newCachedThreadPool();
        for (Future<Object> result : call(callers, 10, () -> catchThrowable(() -> region.get(1L, hanging)))) {
            assertThat((Throwable) result.get())
                    .isInstanceOf(LoadTimeoutException.class)
                    .hasMessageContaining("'product:1'")
                    .hasMessageContaining("wellspring.caches.product.load-timeout");
        }
        assertThat(region.get(1L, (key, context) -> "anew")).isEqualTo("anew");
        release.countDown();
        callers.shutdown();
    }

    @Test
    void aLateLoadDoesNotReplaceWhatWasLoadedAfterIt() throws Throwable {
        engine.settings = TestEngine.settings(Duration.ofMillis(50));
        Region region = engine.region();
        Loader hanging = Place.OWN_THREAD.loader((key, context) -> {
            release.await();
            return "late";
        });
        assertThatThrownBy(() -> region.get(1L, hanging)).isInstanceOf(LoadTimeoutException.class);
        engine.ticker.advance(Duration.ofSeconds(1));
        assertThat(region.get(1L, (key, context) -> "anew")).isEqualTo("anew");
        release.countDown();
        await().until(() -> region.statistics().loads() == 2);
        assertThat(region.get(1L, hanging)).isEqualTo("anew");
    }

    @Test
    void aLateLoadIsStoredWhereNothingElseWas() throws Throwable {
        engine.settings = TestEngine.settings(Duration.ofMillis(50));
        Region region = engine.region();
        assertThatThrownBy(() -> region.get(1L, (key, context) -> {
                    release.await();
                    return "late";
                }))
                .isInstanceOf(LoadTimeoutException.class);
        release.countDown();
        await().until(() -> region.peek(1L) != null);
        assertThat(region.get(1L, (key, context) -> "never asked")).isEqualTo("late");
    }

    @ParameterizedTest
    @EnumSource
    void aLoaderThatReadsItsOwnKeyFails(Place place) {
        Region region = engine.region();
        AtomicReference<Loader> self = new AtomicReference<>();
        self.set(place.loader((key, context) -> region.get(key, self.get())));
        assertThatThrownBy(() -> region.get(1L, self.get()))
                .isInstanceOf(RecursiveLoadException.class)
                .hasMessageContaining("'product:1' asks for itself");
    }

    @ParameterizedTest
    @EnumSource
    void loadersThatReadEachOthersKeysFail(Place place) {
        Region region = engine.region();
        AtomicReference<Loader> self = new AtomicReference<>();
        self.set(place.loader((key, context) -> region.get(3L - (long) key, self.get())));
        assertThatThrownBy(() -> region.get(1L, self.get())).isInstanceOf(RecursiveLoadException.class);
    }

    @Test
    void twoLoadsInTwoThreadsThatNeedEachOtherFailInsteadOfHanging() throws Throwable {
        Region region = engine.region();
        java.util.concurrent.CyclicBarrier both = new java.util.concurrent.CyclicBarrier(2);
        Loader loader = Place.CALLER.loader((key, context) -> {
            both.await();
            return region.get(3L - (long) key, (other, none) -> "never needed");
        });
        ExecutorService callers = Executors.newCachedThreadPool();
        List<Future<Object>> results = new ArrayList<>();
        for (long key : new long[] {1, 2}) {
            results.add(callers.submit(() -> catchThrowable(() -> region.get(key, loader))));
        }
        List<Object> seen = new ArrayList<>();
        for (Future<Object> result : results) {
            seen.add(result.get());
        }
        assertThat(seen).anyMatch(RecursiveLoadException.class::isInstance);
        callers.shutdown();
    }

    @Test
    void aLoaderMayReadOtherKeys() throws Throwable {
        Region region = engine.region();
        Loader inner = (key, context) -> "inner";
        assertThat(region.get(1L, (key, context) -> "outer of " + region.get(2L, inner)))
                .isEqualTo("outer of inner");
        assertThat(region.peek(2L)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFutureIsSharedToo(boolean fails) throws Throwable {
        Region region = engine.region();
        java.util.concurrent.CompletableFuture<Object> source = new java.util.concurrent.CompletableFuture<>();
        Loader loader = AsyncLoader.of(key -> {
            loads.incrementAndGet();
            return source;
        });
        var first = region.getAsync(1L, loader);
        var second = region.getAsync(1L, loader);
        assertThat(first).isNotDone();
        if (fails) {
            IOException failure = new IOException();
            source.completeExceptionally(failure);
            for (var future : List.of(first, second)) {
                assertThatThrownBy(future::get)
                        .isInstanceOf(ExecutionException.class)
                        .cause()
                        .isSameAs(failure);
            }
        } else {
            source.complete("value");
            assertThat(first.get()).isEqualTo("value");
            assertThat(second.get()).isEqualTo("value");
            assertThat(region.getAsync(1L, loader)).isCompletedWithValue("value");
        }
        assertThat(loads).hasValue(1);
    }

    @Test
    void aFutureThatNeverCompletesTimesOut() {
        engine.settings = TestEngine.settings(Duration.ofMillis(50));
        Region region = engine.region();
        var never = new java.util.concurrent.CompletableFuture<Object>();
        var result = region.getAsync(1L, AsyncLoader.of(key -> never));
        assertThatThrownBy(result::get).cause().isInstanceOf(LoadTimeoutException.class);
        assertThat(region.running()).isZero();
    }

    @Test
    void aLoadThatCannotBeStartedFailsItsCallersAndIsForgotten() throws Throwable {
        Region region = engine.region();
        OutOfMemoryError refusal = new OutOfMemoryError("unable to create native thread");
        engine.refusal = refusal;
        assertThat(catchThrowable(() -> region.get(1L, (key, context) -> "never")))
                .isSameAs(refusal);
        engine.refusal = null;
        assertThat(region.get(1L, (key, context) -> "later")).isEqualTo("later");
    }

    @Test
    void noCarrierThreadIsPinned() throws Throwable {
        ExecutorService callers = VirtualThreads.executor();
        try (VirtualThreads.Pinning pinning = VirtualThreads.watchPinning()) {
            Region region = engine.region();
            Loader loader = Place.CALLER.loader((key, context) -> {
                release.await();
                return "value";
            });
            List<Future<Object>> results = call(callers, 200, () -> get(region, loader));
            await().until(() -> region.statistics().coalesced() == 199);
            release.countDown();
            for (Future<Object> result : results) {
                assertThat(result.get()).isEqualTo("value");
            }
            assertThat(pinning.stacks()).isEmpty();
        }
        callers.shutdown();
    }

    private static Object get(Region region, Loader loader) {
        return unchecked(() -> region.get(1L, loader));
    }

    private static Object unchecked(Sneaky.Call<Object> call) {
        return Sneaky.call(call);
    }

    private static List<Future<Object>> call(ExecutorService callers, int count, Callable<Object> call) {
        List<Future<Object>> results = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            results.add(callers.submit(call));
        }
        return results;
    }
}
