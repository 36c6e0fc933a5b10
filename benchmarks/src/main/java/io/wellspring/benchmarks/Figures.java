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
package io.wellspring.benchmarks;

import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;

/** Figures and their circumstances, as tables show them. */
final class Figures {

    private Figures() {}

    /** A single iteration has no error, and a run without the baseline no ratios. */
    static String number(String format, double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
    }

    /** Where it is measured, without JMH. */
    static String machine() {
        return "JDK " + System.getProperty("java.version") + ", "
                + Runtime.getRuntime().availableProcessors() + " processors.";
    }

    static String conditions(Collection<RunResult> results) {
        return results.stream()
                .map(RunResult::getParams)
                .map(Figures::conditions)
                .findFirst()
                .orElse("");
    }

    private static String conditions(BenchmarkParams parameters) {
        return String.format(
                Locale.ROOT,
                "JDK %s, %d processors; %d thread(s), %d fork(s), %d iterations of %s after %d of %s.",
                parameters.getJdkVersion(),
                Runtime.getRuntime().availableProcessors(),
                parameters.getThreads(),
                parameters.getForks(),
                parameters.getMeasurement().getCount(),
                parameters.getMeasurement().getTime(),
                parameters.getWarmup().getCount(),
                parameters.getWarmup().getTime());
    }
}
