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
package io.wellspring.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The checker finds what it looks for: without any one rule of the cache it reports a violation. */
class AblationTests extends CheckerOnPostgres {

    @ParameterizedTest
    @EnumSource
    void withoutTheRuleAViolationIsFound(Ablation rule) throws Exception {
        Report report;
        try (Ablated ignored = rule.apply()) {
            report = run(rule, Duration.ofSeconds(60));
        }
        System.out.println(rule + report.toString());
        assertThat(report.violations()).as(report::toString).isNotEmpty();
    }

    /** Otherwise the violation would say nothing of the rule. */
    @ParameterizedTest
    @EnumSource
    void withTheRuleTheSameRunIsClean(Ablation rule) throws Exception {
        Report report = run(rule, Duration.ofMillis(500));
        assertThat(report.isClean()).as(report::toString).isTrue();
    }

    private Report run(Ablation rule, Duration atMost) throws InterruptedException {
        CheckerSettings settings = rule.provoking(CheckerSettings.fromSystemProperties(), atMost);
        return new StaleReadChecker(settings, parts).run();
    }
}
