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

import static io.wellspring.policy.Freshness.EXPIRED;
import static io.wellspring.policy.Freshness.FRESH;
import static io.wellspring.policy.Freshness.STALE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreshnessTests {

    /** Origins of a ticker: whatever it is, only differences mean anything. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1_000_000, -1_000_000, Long.MAX_VALUE - 50, Long.MAX_VALUE - 150, Long.MIN_VALUE})
    void boundariesHoldWhereverTheTickerStarts(long loaded) {
        long freshUntil = loaded + 100;
        long staleUntil = freshUntil + 100;

        assertThat(Freshness.at(loaded, freshUntil, staleUntil)).isEqualTo(FRESH);
        assertThat(Freshness.at(freshUntil - 1, freshUntil, staleUntil)).isEqualTo(FRESH);
        assertThat(Freshness.at(freshUntil, freshUntil, staleUntil)).isEqualTo(STALE);
        assertThat(Freshness.at(staleUntil - 1, freshUntil, staleUntil)).isEqualTo(STALE);
        assertThat(Freshness.at(staleUntil, freshUntil, staleUntil)).isEqualTo(EXPIRED);
        assertThat(Freshness.at(staleUntil + 1_000, freshUntil, staleUntil)).isEqualTo(EXPIRED);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE - 99, Long.MAX_VALUE})
    void withoutStaleTimeFreshIsFollowedByExpired(long loaded) {
        long until = loaded + 100;

        assertThat(Freshness.at(until - 1, until, until)).isEqualTo(FRESH);
        assertThat(Freshness.at(until, until, until)).isEqualTo(EXPIRED);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE, Long.MIN_VALUE})
    void withoutFreshTimeAnEntryIsStaleAtOnce(long loaded) {
        assertThat(Freshness.at(loaded, loaded, loaded + 1)).isEqualTo(STALE);
        assertThat(Freshness.at(loaded, loaded, loaded)).isEqualTo(EXPIRED);
    }
}
