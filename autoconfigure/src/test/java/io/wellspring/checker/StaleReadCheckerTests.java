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

import org.junit.jupiter.api.Test;

/**
 * Nobody reads what he must not, whatever is written and however it is read. {@code -Dchecker.minutes=30} runs it for long,
 * {@code -Dchecker.seed=} runs the choices of another run again.
 */
class StaleReadCheckerTests extends CheckerOnPostgres {

    @Test
    void nobodyReadsAnOldValueOrOneThatIsNotCommitted() throws InterruptedException {
        CheckerSettings settings = CheckerSettings.fromSystemProperties();
        Report report = new StaleReadChecker(settings, parts).run();
        System.out.println(report);
        report.failures().forEach(Throwable::printStackTrace);
        assertThat(report.isClean()).as(report::toString).isTrue();
        assertThat(report.ownReads()).isPositive();
        assertThat(settings.reads())
                .allSatisfy(form ->
                        assertThat(report.reads().get(form)).as(form.toString()).isPositive());
        assertThat(settings.contexts())
                .allSatisfy(context -> assertThat(report.contexts().get(context))
                        .as(context.toString())
                        .isPositive());
        assertThat(settings.writes())
                .allSatisfy(form -> assertThat(report.writes().get(form))
                        .as(form.toString())
                        .isPositive());
    }
}
