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
package io.wellspring.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StalenessTests {

    private static final FreshnessSettings SETTINGS = new FreshnessSettings(1, 0.99, Duration.ofSeconds(5));

    private final Staleness staleness = new Staleness(SETTINGS);

    @Test
    void knowsNothingBeforeTheFirstCheck() {
        FreshnessReport report = staleness.report();
        assertThat(report.checked()).isZero();
        assertThat(report.budget()).isNull();
        assertThat(report.advisedTtl()).isNull();
    }

    @Test
    void spendsTheBudgetOnWhatIsWrongForLongerThanItMay() {
        check(Duration.ofSeconds(30), 995, 5);
        check(Duration.ofSeconds(3), 995, 5);
        FreshnessReport report = staleness.report();
        assertThat(report.checked()).isEqualTo(2000);
        assertThat(report.stale()).isEqualTo(10);
        // A quarter of a hundredth was wrong for longer than five seconds, and a hundredth may be.
        assertThat(report.budget()).isCloseTo(0.75, within(1e-9));
    }

    @Test
    void owesWhatWasWrongBeyondTheBudget() {
        check(Duration.ofSeconds(30), 97, 3);
        assertThat(staleness.report().budget()).isCloseTo(-2, within(1e-9));
    }

    @Test
    void advisesTheLongestTtlThatKeepsTheObjective() {
        check(Duration.ofSeconds(8), 500, 0);
        check(Duration.ofSeconds(50), 498, 2);
        check(Duration.ofMinutes(4), 450, 50);
        assertThat(staleness.report().advisedTtl()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void advisesNothingWhereNotEvenTheYoungestAreRightOrTooFewWereLookedAt() {
        check(Duration.ofSeconds(8), 10, 0);
        assertThat(staleness.report().advisedTtl()).isNull();
        check(Duration.ofSeconds(8), 50, 50);
        assertThat(staleness.report().advisedTtl()).isNull();
    }

    @Test
    void hasNoBudgetWithoutAnObjective() {
        Staleness without = new Staleness(new FreshnessSettings(1, null, Duration.ZERO));
        without.checked(1, false);
        assertThat(without.report().stale()).isEqualTo(1);
        assertThat(without.report().budget()).isNull();
    }

    private void check(Duration age, int right, int wrong) {
        for (int i = 0; i < right; i++) {
            staleness.checked(age.toNanos(), true);
        }
        for (int i = 0; i < wrong; i++) {
            staleness.checked(age.toNanos(), false);
        }
    }
}
