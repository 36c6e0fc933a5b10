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
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;

/** The results of {@link CommitFenceBenchmark}: with Wellspring, without, and the difference. */
record CommitFenceTable(List<Row> rows, String conditions) {

    static CommitFenceTable of(Collection<RunResult> results) {
        List<Row> rows = Stream.of(Change.values())
                .map(change -> new Row(change, time(results, change, false), time(results, change, true)))
                .toList();
        return new CommitFenceTable(rows, Figures.conditions(results));
    }

    @Override
    public String toString() {
        String lines = rows.stream().map(Row::toString).collect(Collectors.joining("\n"));
        return """
                | A transaction changes | without Wellspring | with | difference | for each change |
                |---|---:|---:|---:|---:|
                %s

                In µs, of the fastest iteration. %d caches depend on the type. A bulk statement is one change. %s
                """.formatted(lines, Dependents.COUNT, conditions);
    }

    private static Optional<Double> time(Collection<RunResult> results, Change change, boolean wellspring) {
        return results.stream()
                .filter(result -> result.getParams().getParam("change").equals(change.name()))
                .filter(result -> result.getParams().getParam("wellspring").equals(String.valueOf(wellspring)))
                .map(result -> result.getPrimaryResult().getStatistics().getMin())
                .findFirst();
    }

    private record Row(Change change, Optional<Double> without, Optional<Double> with) {

        @Override
        public String toString() {
            Optional<Double> difference = with.flatMap(time -> without.map(other -> time - other));
            return Stream.of(
                            change.label(),
                            cell(without),
                            cell(with),
                            cell(difference),
                            cell(difference.map(time -> time / change.heard())))
                    .collect(Collectors.joining(" | ", "| ", " |"));
        }

        private static String cell(Optional<Double> micros) {
            return micros.map(known -> Figures.number("%.1f", known)).orElse("-");
        }
    }
}
