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
import java.util.stream.Stream;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** The results of {@link HitFenceBenchmark}: a row for what is hit, and a column for where. */
record HitFenceTable(List<Cell> cells, String conditions) {

    static HitFenceTable of(Collection<RunResult> results) {
        return new HitFenceTable(results.stream().map(Cell::of).toList(), Figures.conditions(results));
    }

    @Override
    public String toString() {
        List<Surroundings> columns = Stream.of(Surroundings.values())
                .filter(column -> cells.stream().anyMatch(cell -> cell.surroundings() == column))
                .toList();
        String rows = Stream.of(Fenced.values())
                .filter(row -> cells.stream().anyMatch(cell -> cell.fenced() == row))
                .map(row -> line(row.label(), columns.stream().map(column -> cell(row, column))))
                .collect(Collectors.joining("\n"));
        return """
                %s
                |---|%s
                %s

                In ns, of the fastest iteration, and B allocated where there are any. What a row has more than "%s" is for the
                fence. %,d keys, Zipf. %s
                """.formatted(
                        line("Hit", columns.stream().map(Surroundings::label)),
                        "---:|".repeat(columns.size()),
                        rows,
                        Fenced.BASELINE.label(),
                        Catalogue.SIZE,
                        conditions);
    }

    private static String line(String first, Stream<String> others) {
        return Stream.concat(Stream.of(first), others).collect(Collectors.joining(" | ", "| ", " |"));
    }

    private String cell(Fenced fenced, Surroundings surroundings) {
        return cells.stream()
                .filter(cell -> cell.fenced() == fenced && cell.surroundings() == surroundings)
                .map(Cell::toString)
                .findFirst()
                .orElse("-");
    }

    private record Cell(Fenced fenced, Surroundings surroundings, double nanos, double bytes) {

        static Cell of(RunResult result) {
            Result<?> time = result.getPrimaryResult();
            Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
            return new Cell(
                    Fenced.valueOf(result.getParams().getParam("fenced")),
                    Surroundings.valueOf(result.getParams().getParam("surroundings")),
                    time.getStatistics().getMin(),
                    allocated == null ? 0 : allocated.getScore());
        }

        @Override
        public String toString() {
            String time = Figures.number("%.1f", nanos);
            return Math.round(bytes) == 0 ? time : time + String.format(Locale.ROOT, "; %.0f B", bytes);
        }
    }
}
