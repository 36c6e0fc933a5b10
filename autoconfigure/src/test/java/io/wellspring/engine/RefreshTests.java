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
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RefreshTests {

    @RegisterExtension
    final TestEngine engine = new TestEngine();

    private final FakeTransactions transactions = new FakeTransactions(engine);

    private final Queue<Runnable> queue = new ArrayDeque<>();
    private final AtomicInteger loads = new AtomicInteger();
    private final Loader counting = (key, context) -> "v" + loads.incrementAndGet();
    private Region region;

    @BeforeEach
    void holdsAStaleEntry() throws Throwable {
        engine.refreshes = queue::add;
        engine.transactions = transactions;
        region = engine.region();
        assertThat(region.get(1L, counting)).isEqualTo("v1");
        engine.ticker.advance(TestEngine.TTL);
    }

    @Test
    void theStaleValueComesAtOnceAndIsRefreshedBehindIt() throws Throwable {
        assertThat(region.get(1L, counting)).isEqualTo("v1");
        assertThat(loads).as("nothing is loaded in the caller").hasValue(1);
        runRefreshes();
        assertThat(region.get(1L, counting)).isEqualTo("v2");
        assertThat(region.statistics().staleHits()).isEqualTo(1);
        assertThat(region.statistics().refreshes()).isEqualTo(1);
    }

    @Test
    void aRefreshThatItsExecutorRunsInATransactionIsDropped() throws Throwable {
        transactions.beginReadOnly(region.reading().opened());
        engine.refreshes = Runnable::run;
        assertThat(region.get(1L, counting)).isEqualTo("v1");
        assertThat(loads).as("it would read what is not committed").hasValue(1);
        assertThat(region.statistics().refreshesDropped()).isEqualTo(1);
        transactions.rollback();
        region.get(1L, counting);
        assertThat(region.get(1L, counting)).isEqualTo("v2");
    }

    @Test
    void oneRefreshRunsPerKey() throws Throwable {
        for (int i = 0; i < 100; i++) {
            assertThat(region.get(1L, counting)).isEqualTo("v1");
        }
        assertThat(queue).hasSize(1);
        runRefreshes();
        assertThat(loads).hasValue(2);
    }

    @Test
    void oneRefreshRunsPerKeyHoweverManyReadAtOnce() throws Exception {
        int readers = 4;
        Queue<Runnable> begun = new ConcurrentLinkedQueue<>();
        engine.refreshes = begun::add;
        CyclicBarrier together = new CyclicBarrier(readers);
        for (int round = 0; round < 500; round++) {
            long key = 100 + round;
            region.put(key, "old");
            engine.ticker.advance(TestEngine.TTL);
            List<Future<Object>> results = new ArrayList<>();
            for (int reader = 0; reader < readers; reader++) {
                results.add(engine.loads.submit(() -> {
                    together.await();
                    return Sneaky.call(() -> region.get(key, counting));
                }));
            }
            for (Future<Object> result : results) {
                assertThat(result.get()).isEqualTo("old");
            }
            assertThat(begun).hasSize(1);
            begun.remove().run();
        }
    }

    @Test
    void aFailedRefreshKeepsTheStaleValueUntilItsTimeIsOver() throws Throwable {
        Loader failing = (key, context) -> {
            throw new IllegalStateException("the source is gone");
        };
        assertThat(region.get(1L, failing)).isEqualTo("v1");
        runRefreshes();
        engine.ticker.advance(TestEngine.STALE_TTL.minusNanos(1));
        assertThat(region.get(1L, failing)).isEqualTo("v1");
        runRefreshes();
        assertThat(region.statistics().loadFailures()).isEqualTo(2);
        engine.ticker.advance(Duration.ofNanos(1));
        assertThatThrownBy(() -> region.get(1L, failing)).hasMessage("the source is gone");
    }

    @Test
    void aFullExecutorDropsTheRefreshAndCountsIt() throws Throwable {
        engine.refreshes = task -> {
            throw new RejectedExecutionException("full");
        };
        assertThat(region.get(1L, counting)).isEqualTo("v1");
        assertThat(region.statistics().refreshesDropped()).isEqualTo(1);
        assertThat(region.statistics().refreshes()).isZero();
        engine.refreshes = queue::add;
        region.get(1L, counting);
        runRefreshes();
        assertThat(region.get(1L, counting)).isEqualTo("v2");
    }

    @Test
    void afterTheStaleTimeACallerDoesNotWaitForARefreshThatIsStillQueued() throws Throwable {
        region.get(1L, counting);
        assertThat(queue).hasSize(1);
        engine.ticker.advance(TestEngine.STALE_TTL);
        assertThat(region.get(1L, counting)).isEqualTo("v2");
        runRefreshes();
        assertThat(loads).as("its turn comes too late").hasValue(2);
    }

    @Test
    void afterTheStaleTimeACallerBoardsTheRefreshThatRuns() throws Throwable {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Loader slow = (key, context) -> {
            began.countDown();
            release.await();
            return "v" + loads.incrementAndGet();
        };
        engine.refreshes = engine.loads;
        assertThat(region.get(1L, slow)).isEqualTo("v1");
        began.await();
        engine.ticker.advance(TestEngine.STALE_TTL);
        var caller = engine.loads.submit(() -> Sneaky.call(() -> region.get(1L, counting)));
        await().until(() -> region.statistics().coalesced() == 1);
        release.countDown();
        assertThat(caller.get()).isEqualTo("v2");
        assertThat(loads).hasValue(2);
    }

    @Test
    void aRefreshThatRacesAnInvalidationIsNotStored() throws Throwable {
        region.get(1L, counting);
        region.invalidate(1L);
        runRefreshes();
        assertThat(region.peek(1L)).isNull();
    }

    @Test
    void whatWasInvalidatedIsNeverServedStale() throws Throwable {
        region.invalidate(1L);
        assertThat(region.get(1L, counting)).isEqualTo("v2");
    }

    @Test
    void aRefreshOnDemandReplacesAFreshEntry() throws Throwable {
        region.get(2L, counting);
        assertThat(region.refresh(2L, counting)).isEqualTo("v3");
        assertThat(region.get(2L, counting)).isEqualTo("v3");
    }

    @Test
    void theBackgroundGetsALoaderOfItsOwn() throws Throwable {
        Loader ofTheCall = new Loader() {
            @Override
            public Object load(Object key, LoadContext<Object> context) {
                return "in the caller";
            }

            @Override
            public boolean inCaller() {
                return true;
            }

            @Override
            public Loader inBackground() {
                return (key, context) ->
                        "in the background, after " + context.staleValue().orElseThrow();
            }
        };
        region.get(1L, ofTheCall);
        runRefreshes();
        assertThat(region.get(1L, ofTheCall)).isEqualTo("in the background, after v1");
    }

    private void runRefreshes() {
        for (Runnable task = queue.poll(); task != null; task = queue.poll()) {
            task.run();
        }
    }
}
