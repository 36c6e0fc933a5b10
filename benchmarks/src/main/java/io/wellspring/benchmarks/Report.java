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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;

/** The results as Markdown tables, one for each benchmark that ran. */
record Report(List<String> tables) {

    static Report of(Collection<RunResult> results) {
        Map<String, List<RunResult>> byBenchmark = results.stream()
                .collect(Collectors.groupingBy(
                        result -> result.getParams().getBenchmark(), LinkedHashMap::new, Collectors.toList()));
        return new Report(byBenchmark.entrySet().stream()
                .map(entry -> table(entry.getKey(), entry.getValue()))
                .toList());
    }

    @Override
    public String toString() {
        return String.join("\n", tables);
    }

    private static String table(String benchmark, List<RunResult> results) {
        String type = benchmark.substring(0, benchmark.lastIndexOf('.'));
        if (type.equals(HitFenceBenchmark.class.getName())) {
            return HitFenceTable.of(results).toString();
        }
        if (type.equals(CommitFenceBenchmark.class.getName())) {
            return new CommitFenceTable(results).toString();
        }
        if (type.equals(TransactionHitBenchmark.class.getName())) {
            return Stream.of(Surroundings.values())
                    .map(surroundings -> TurnTable.ofTransacted(surroundings, results))
                    .filter(table -> !table.results().isEmpty())
                    .map(TurnTable::toString)
                    .collect(Collectors.joining("\n"));
        }
        if (type.equals(BatchHitBenchmark.class.getName())) {
            return TurnTable.ofHundreds(results).toString();
        }
        if (type.equals(NearHitBenchmark.class.getName())) {
            return TurnTable.ofNear(results).toString();
        }
        if (type.equals(MissBenchmark.class.getName())) {
            return TurnTable.ofMisses(results).toString();
        }
        return type.equals(SharedHitBenchmark.class.getName())
                ? TurnTable.ofRemotes(results).toString()
                : TurnTable.ofContenders(results).toString();
    }
}
