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

import io.wellspring.policy.Lifetimes;
import io.wellspring.store.Entry;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LifetimeTests {

    @RegisterExtension
    final TestEngine engine = new TestEngine();

    private final AtomicInteger loads = new AtomicInteger();
    private final Loader counting = (key, context) -> "v" + loads.incrementAndGet();
    private final Loader absent = (key, context) -> {
        loads.incrementAndGet();
        return null;
    };

    @Test
    void anEntryAnswersUntilItsTimeIsOver() throws Throwable {
        Region region = engine.region();
        assertThat(region.get(1L, counting)).isEqualTo("v1");
        engine.ticker.advance(TestEngine.TTL.minusNanos(1));
        assertThat(region.hit(1L)).isNotNull();
        engine.ticker.advance(Duration.ofNanos(1));
        assertThat(region.hit(1L)).isNull();
    }

    @Test
    void afterItsStaleTimeTheCallerWaitsForALoad() throws Throwable {
        Region region = engine.region();
        region.get(1L, counting);
        engine.ticker.advance(TestEngine.TTL.plus(TestEngine.STALE_TTL));
        assertThat(region.peek(1L)).isNull();
        assertThat(region.get(1L, counting)).isEqualTo("v2");
    }

    @Test
    void anAbsenceIsCachedForItsOwnTimeAndNeverServedStale() throws Throwable {
        Region region = engine.region();
        assertThat(region.get(1L, absent)).isNull();
        engine.ticker.advance(TestEngine.NULL_TTL.minusNanos(1));
        assertThat(region.get(1L, absent)).isNull();
        assertThat(loads).hasValue(1);
        assertThat(region.statistics().negativeHits()).isEqualTo(1);
        engine.ticker.advance(Duration.ofNanos(1));
        assertThat(region.peek(1L)).isNull();
        region.get(1L, absent);
        assertThat(loads).hasValue(2);
    }

    @Test
    void timeCountsFromTheBeginningOfTheLoad() throws Throwable {
        Region region = engine.region();
        region.get(1L, (key, context) -> {
            engine.ticker.advance(Duration.ofMinutes(9));
            return "slow";
        });
        engine.ticker.advance(Duration.ofMinutes(1));
        assertThat(region.hit(1L)).isNull();
    }

    @Test
    void aLifetimeOfZeroIsNotStored() throws Throwable {
        engine.settings =
                TestEngine.settings(new Lifetimes(Duration.ZERO, Duration.ZERO, Duration.ZERO, 0), 100, Duration.ZERO);
        Region region = engine.region();
        region.get(1L, counting);
        assertThat(region.get(1L, counting)).isEqualTo("v2");
        assertThat(region.size()).isZero();
    }

    @Test
    void theLoaderMaySetTheLifetimesOfItsEntry() throws Throwable {
        Region region = engine.region();
        region.get(
                1L,
                (key, context) -> context.ttl(Duration.ofSeconds(1))
                        .staleTtl(Duration.ofSeconds(2))
                        .staleValue()
                        .orElse("short"));
        engine.ticker.advance(Duration.ofSeconds(1));
        assertThat(region.hit(1L)).isNull();
        assertThat(region.peek(1L)).isNotNull();
        engine.ticker.advance(Duration.ofSeconds(2));
        assertThat(region.peek(1L)).isNull();
    }

    @Test
    void jitterSpreadsTheExpiryOfEntriesThatWereLoadedTogether() throws Throwable {
        Random random = new Random(42);
        engine.random = random::nextDouble;
        engine.settings = TestEngine.settings(
                new Lifetimes(TestEngine.TTL, Duration.ZERO, TestEngine.NULL_TTL, 0.1), 20_000, Duration.ZERO);
        Region region = engine.region();
        int keys = 10_000;
        long[] freshFor = new long[keys];
        for (long key = 0; key < keys; key++) {
            region.get(key, counting);
            Entry entry = region.peek(key);
            freshFor[(int) key] = entry.freshUntil() - entry.loadedAt();
        }
        long ttl = TestEngine.TTL.toNanos();
        Arrays.sort(freshFor);
        assertThat(freshFor[0]).isBetween((long) (ttl * 0.9), (long) (ttl * 0.901));
        assertThat(freshFor[keys - 1]).isBetween((long) (ttl * 0.999), ttl);
        // As many expire in each tenth of the spread, give or take what chance allows.
        for (int tenth = 0; tenth < 10; tenth++) {
            long from = (long) (ttl * (0.9 + tenth * 0.01));
            long to = (long) (ttl * (0.9 + (tenth + 1) * 0.01));
            assertThat(Arrays.stream(freshFor)
                            .filter(nanos -> nanos > from && nanos <= to)
                            .count())
                    .isBetween(850L, 1150L);
        }
    }

    @Test
    void theCacheHoldsNoMoreThanItsMaximum() throws Throwable {
        engine.settings = TestEngine.settings(
                new Lifetimes(TestEngine.TTL, Duration.ZERO, TestEngine.NULL_TTL, 0), 100, Duration.ZERO);
        Region region = engine.region();
        for (long key = 0; key < 1_000; key++) {
            region.get(key, counting);
        }
        assertThat(region.size()).isEqualTo(100);
        assertThat(region.statistics().evictions()).isEqualTo(900);
    }

    @Test
    void aLoaderThatFindsTheStaleValueStillRightKeepsIt() throws Throwable {
        Region region = engine.region();
        region.get(1L, counting);
        engine.ticker.advance(TestEngine.TTL.plus(TestEngine.STALE_TTL));
        assertThat(region.get(1L, (key, context) -> context.notModified())).isEqualTo("v1");
        assertThat(region.hit(1L)).isNotNull();
        engine.ticker.advance(TestEngine.TTL.minusNanos(1));
        assertThat(region.hit(1L)).isNotNull();
    }

    @Test
    void notModifiedWithoutAStaleValueIsAnError() {
        Region region = engine.region();
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> region.get(1L, (key, context) -> context.notModified())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no stale value");
    }

    @Test
    void whatWasInvalidatedIsNotOfferedToTheLoader() throws Throwable {
        Region region = engine.region();
        region.get(1L, counting);
        engine.ticker.advance(TestEngine.TTL);
        region.invalidateAll();
        assertThat(region.get(1L, (key, context) -> context.staleValue().orElse("nothing offered")))
                .isEqualTo("nothing offered");
    }

    @Test
    void whatTheLoaderDoesNotWantStoredIsNotStored() throws Throwable {
        Region region = engine.region();
        Object value = region.get(1L, (key, context) -> {
            context.doNotStore();
            return "unstored";
        });
        assertThat(value).isEqualTo("unstored");
        assertThat(region.peek(1L)).isNull();
    }
}
