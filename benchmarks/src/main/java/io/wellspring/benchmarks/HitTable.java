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
import java.util.stream.Collectors;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** The results of {@link HitBenchmark}. */
record HitTable(List<Row> rows, String conditions) {

    static HitTable of(Collection<RunResult> results) {
        return new HitTable(results.stream().map(Row::of).toList(), Figures.conditions(results));
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

                Ratio to %s. %,d keys, Zipf. %s
                """.formatted(lines, Contender.BASELINE.label(), Catalogue.SIZE, conditions);
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
                            Figures.number("%.1f", nanos),
                            Figures.number("%.1f", error),
                            Figures.number("%.0f", bytes),
                            Figures.number("%.2f", nanos / baseline))
                    + " |";
        }
    }
}
