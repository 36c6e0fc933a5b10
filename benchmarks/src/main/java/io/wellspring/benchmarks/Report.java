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
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** The results as a Markdown table. */
record Report(List<Row> rows, String conditions) {

    static Report of(Collection<RunResult> results) {
        List<Row> rows = results.stream().map(Row::of).toList();
        String conditions = results.stream()
                .map(RunResult::getParams)
                .map(Report::conditions)
                .findFirst()
                .orElse("");
        return new Report(rows, conditions);
    }

    @Override
    public String toString() {
        double baseline = rows.stream()
                .filter(row -> row.contender() == Contender.BASELINE)
                .mapToDouble(Row::nanos)
                .findFirst()
                .orElse(Double.NaN);
        String lines = rows.stream().map(row -> row.line(baseline)).collect(Collectors.joining("\n"));
        return """
                | Hit, one argument | ns/op | error (99.9%%) | B/op | ratio |
                |---|---:|---:|---:|---:|
                %s

                Ratio to %s. %s
                """.formatted(lines, Contender.BASELINE.label(), conditions);
    }

    private static String conditions(BenchmarkParams parameters) {
        return String.format(
                Locale.ROOT,
                "%,d keys, Zipf; JDK %s, %d processors; %d thread(s), %d fork(s), %d iterations of %s after %d of %s.",
                Catalogue.SIZE,
                parameters.getJdkVersion(),
                Runtime.getRuntime().availableProcessors(),
                parameters.getThreads(),
                parameters.getForks(),
                parameters.getMeasurement().getCount(),
                parameters.getMeasurement().getTime(),
                parameters.getWarmup().getCount(),
                parameters.getWarmup().getTime());
    }

    private record Row(Contender contender, double nanos, double error, double bytes) {

        static Row of(RunResult result) {
            Result<?> time = result.getPrimaryResult();
            Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
            return new Row(
                    Contender.valueOf(result.getParams().getParam("contender")),
                    time.getScore(),
                    time.getScoreError(),
                    allocated == null ? Double.NaN : allocated.getScore());
        }

        String line(double baseline) {
            return "| "
                    + String.join(
                            " | ",
                            contender.label(),
                            number("%.1f", nanos),
                            number("%.1f", error),
                            number("%.0f", bytes),
                            number("%.2f", nanos / baseline))
                    + " |";
        }

        /** A single iteration has no error, and a run without the baseline no ratios. */
        private static String number(String format, double value) {
            return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
        }
    }
}
