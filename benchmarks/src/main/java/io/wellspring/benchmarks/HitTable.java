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
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * The results of a benchmark of hits: a row for each that answers them.
 *
 * @param what what is measured
 * @param baseline the label of the row that the others are compared to
 */
record HitTable(String what, String baseline, List<Row> rows, String conditions) {

    static HitTable ofContenders(Collection<RunResult> results) {
        return of(
                "Hit, one argument",
                Contender.BASELINE.label(),
                "contender",
                name -> Contender.valueOf(name).label(),
                results);
    }

    static HitTable ofRemotes(Collection<RunResult> results) {
        return of(
                "Hit of a record",
                Remote.BASELINE.label(),
                "remote",
                name -> Remote.valueOf(name).label(),
                results);
    }

    private static HitTable of(
            String what,
            String baseline,
            String parameter,
            UnaryOperator<String> label,
            Collection<RunResult> results) {
        return new HitTable(
                what,
                baseline,
                results.stream()
                        .map(result -> Row.of(label.apply(result.getParams().getParam(parameter)), result))
                        .toList(),
                Figures.conditions(results));
    }

    @Override
    public String toString() {
        double reference = rows.stream()
                .filter(row -> row.label().equals(baseline))
                .mapToDouble(Row::nanos)
                .findFirst()
                .orElse(Double.NaN);
        String lines = rows.stream().map(row -> row.line(reference)).collect(Collectors.joining("\n"));
        return """
                | %s | ns/op | error (99.9%%) | B/op | ratio |
                |---|---:|---:|---:|---:|
                %s

                Ratio to %s. %,d keys, Zipf. %s
                """.formatted(what, lines, baseline, Catalogue.SIZE, conditions);
    }

    private record Row(String label, double nanos, double error, double bytes) {

        static Row of(String label, RunResult result) {
            Result<?> time = result.getPrimaryResult();
            Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
            return new Row(
                    label,
                    time.getScore(),
                    time.getScoreError(),
                    allocated == null ? Double.NaN : allocated.getScore());
        }

        String line(double reference) {
            return "| "
                    + String.join(
                            " | ",
                            label,
                            Figures.number("%.1f", nanos),
                            Figures.number("%.1f", error),
                            Figures.number("%.0f", bytes),
                            Figures.number("%.2f", nanos / reference))
                    + " |";
        }
    }
}
