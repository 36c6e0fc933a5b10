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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;

/** The results of {@link CommitFenceBenchmark}: a row for what is changed, a column for who invalidates. */
record CommitFenceTable(Collection<RunResult> results) {

    @Override
    public String toString() {
        String lines = Stream.of(Change.values()).map(this::line).collect(Collectors.joining("\n"));
        return """
                | A transaction changes | %s | Wellspring's share, for each change |
                |---|%s---:|
                %s

                In µs, of the fastest iteration. %d caches depend on the type. A bulk statement is one change. %s
                """.formatted(
                Stream.of(Invalidating.values()).map(Invalidating::label).collect(Collectors.joining(" | ")),
                "---:|".repeat(Invalidating.values().length),
                lines,
                Dependents.COUNT,
                Figures.conditions(results));
    }

    private String line(Change change) {
        double share = time(change, Invalidating.WELLSPRING) - time(change, Invalidating.NOBODY);
        return Stream.concat(
                        Stream.of(Invalidating.values()).map(by -> Figures.number("%.1f", time(change, by))),
                        Stream.of(Figures.number("%.1f", share / change.heard())))
                .collect(Collectors.joining(" | ", "| " + change.label() + " | ", " |"));
    }

    /** Returns no number where it was not measured. */
    private double time(Change change, Invalidating by) {
        return results.stream()
                .filter(result -> result.getParams().getParam("change").equals(change.name()))
                .filter(result -> result.getParams().getParam("invalidating").equals(by.name()))
                .mapToDouble(result -> result.getPrimaryResult().getStatistics().getMin())
                .findFirst()
                .orElse(Double.NaN);
    }
}
