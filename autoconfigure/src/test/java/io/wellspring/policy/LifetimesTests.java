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
package io.wellspring.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.LongSummaryStatistics;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LifetimesTests {

    private static final Duration TTL = Duration.ofMinutes(10);
    private static final Duration STALE_TTL = Duration.ofMinutes(2);
    private static final Duration NULL_TTL = Duration.ofSeconds(30);
    private static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
    private static final double ALMOST_ONE = Math.nextDown(1.0);

    private final Lifetimes plain = lifetimes(0);

    @Test
    void valueLivesForItsTtl() {
        assertThat(plain.freshNanos(false, null, 0.5)).isEqualTo(TTL.toNanos());
        assertThat(plain.staleNanos(false, null)).isEqualTo(STALE_TTL.toNanos());
    }

    @Test
    void absenceLivesForItsOwnTtlAndIsNeverStale() {
        assertThat(plain.freshNanos(true, null, 0.5)).isEqualTo(NULL_TTL.toNanos());
        assertThat(plain.staleNanos(true, null)).isZero();
        assertThat(plain.staleNanos(true, Duration.ofHours(1))).isZero();
    }

    @Test
    void overrideWins() {
        Duration override = Duration.ofMillis(7);

        assertThat(plain.freshNanos(false, override, 0.5)).isEqualTo(override.toNanos());
        assertThat(plain.freshNanos(true, override, 0.5)).isEqualTo(override.toNanos());
        assertThat(plain.staleNanos(false, override)).isEqualTo(override.toNanos());
        assertThat(plain.staleNanos(false, Duration.ZERO)).isZero();
    }

    @Test
    void jitterShortensOverridesAndAbsencesToo() {
        Lifetimes half = lifetimes(0.5);

        assertThat(half.freshNanos(false, Duration.ofNanos(1_000), 0.5)).isEqualTo(750);
        assertThat(half.freshNanos(true, null, 0.5))
                .isEqualTo(NULL_TTL.multipliedBy(3).dividedBy(4).toNanos());
    }

    @Test
    void staleTimeHasNoJitter() {
        assertThat(lifetimes(1).staleNanos(false, null)).isEqualTo(STALE_TTL.toNanos());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.5, 0.99})
    void withoutJitterRandomDoesNotMatter(double random) {
        assertThat(plain.freshNanos(false, null, random)).isEqualTo(TTL.toNanos());
    }

    @Test
    void fullJitterReachesFromNothingToAll() {
        Lifetimes full = lifetimes(1);

        assertThat(full.freshNanos(false, null, 0)).isEqualTo(TTL.toNanos());
        assertThat(full.freshNanos(false, null, ALMOST_ONE)).isBetween(0L, 1L);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 1})
    void hugeDurationsSaturate(double jitter) {
        Lifetimes huge = new Lifetimes(FOREVER, FOREVER, FOREVER, jitter);

        for (double random : new double[] {0, 0.5, ALMOST_ONE}) {
            long fresh = huge.freshNanos(false, null, random);
            assertThat(fresh).isNotNegative();
            assertThat(huge.freshNanos(true, null, random)).isEqualTo(fresh);
            assertThat(huge.freshNanos(false, FOREVER, random)).isEqualTo(fresh);
            assertThat(Math.addExact(fresh, huge.staleNanos(false, null))).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE, Long.MIN_VALUE})
    void hugeDurationsAreFreshForDecadesWhereverTheTickerStarts(long loaded) {
        Lifetimes huge = new Lifetimes(FOREVER, FOREVER, FOREVER, 0);
        long freshUntil = loaded + huge.freshNanos(false, null, 0);
        long staleUntil = freshUntil + huge.staleNanos(false, null);
        long decades = Duration.ofDays(365 * 70).toNanos();

        assertThat(Freshness.at(loaded, freshUntil, staleUntil)).isEqualTo(Freshness.FRESH);
        assertThat(Freshness.at(loaded + decades, freshUntil, staleUntil)).isEqualTo(Freshness.FRESH);
        assertThat(Freshness.at(loaded + 2 * decades, freshUntil, staleUntil)).isEqualTo(Freshness.STALE);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 1})
    void jitterSpreadsTheExpiryEvenly(double jitter) {
        long[] draws = draws(lifetimes(jitter), 10_000);
        LongSummaryStatistics statistics = Arrays.stream(draws).summaryStatistics();
        double width = TTL.toNanos() * jitter;
        double shortest = TTL.toNanos() - width;

        assertThat(statistics.getMax()).isLessThanOrEqualTo(TTL.toNanos());
        assertThat((double) statistics.getMax()).isCloseTo((double) TTL.toNanos(), within(width / 100));
        assertThat((double) statistics.getMin())
                .isGreaterThanOrEqualTo(shortest)
                .isCloseTo(shortest, within(width / 100));
        assertThat(statistics.getAverage()).isCloseTo((double) TTL.toNanos() - width / 2, within(width / 50));

        int[] deciles = new int[10];
        for (long draw : draws) {
            deciles[Math.min(9, (int) ((draw - shortest) / width * 10))]++;
        }
        assertThat(Arrays.stream(deciles).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(850, 1_150));
    }

    @Test
    void tinyDurationsAreNeverNegative() {
        for (long nanos = 0; nanos < 5; nanos++) {
            assertThat(lifetimes(1).freshNanos(false, Duration.ofNanos(nanos), ALMOST_ONE))
                    .isBetween(0L, nanos);
        }
    }

    private static Lifetimes lifetimes(double jitter) {
        return new Lifetimes(TTL, STALE_TTL, NULL_TTL, jitter);
    }

    private static long[] draws(Lifetimes lifetimes, int count) {
        return new Random(42)
                .doubles(count)
                .mapToLong(random -> lifetimes.freshNanos(false, null, random))
                .toArray();
    }
}
