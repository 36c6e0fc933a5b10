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
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What was measured by turns: a row for each, compared to one of them in the same iteration.
 *
 * @param what what is measured
 * @param baseline the one that the others are compared to
 */
record TurnTable<E extends Enum<E>>(
        String what, List<E> measured, E baseline, Function<E, String> label, Collection<RunResult> results) {

    private static final String CALLS = "calls";

    static TurnTable<Contender> ofContenders(Collection<RunResult> results) {
        return new TurnTable<>(
                "Hit, one argument", List.of(Contender.values()), Contender.BASELINE, Contender::label, results);
    }

    static TurnTable<Remote> ofRemotes(Collection<RunResult> results) {
        return new TurnTable<>("Hit of a record", List.of(Remote.values()), Remote.BASELINE, Remote::label, results);
    }

    static TurnTable<Near> ofNear(Collection<RunResult> results) {
        return new TurnTable<>(
                "Hit of a record in memory", List.of(Near.values()), Near.BASELINE, Near::label, results);
    }

    static TurnTable<Miss> ofMisses(Collection<RunResult> results) {
        return new TurnTable<>("Miss", List.of(Miss.values()), Miss.BASELINE, Miss::label, results);
    }

    static TurnTable<Transacted> ofTransacted(Surroundings surroundings, Collection<RunResult> results) {
        return new TurnTable<>(
                "Hit in a transaction, " + surroundings.label(),
                List.of(Transacted.values()),
                Transacted.BASELINE,
                Transacted::label,
                results.stream()
                        .filter(result ->
                                result.getParams().getParam("surroundings").equals(surroundings.name()))
                        .toList());
    }

    static TurnTable<Hundred> ofHundreds(Collection<RunResult> results) {
        return new TurnTable<>("100 hits", List.of(Hundred.values()), Hundred.BASELINE, Hundred::label, results);
    }

    /** Returns how many times as long one took as another, in the middle one of the iterations. */
    double ratio(E one, E other) {
        return median(ratios(iterations(), one, other));
    }

    private List<IterationResult> iterations() {
        return results.stream()
                .flatMap(result -> result.getBenchmarkResults().stream())
                .map(BenchmarkResult::getIterationResults)
                .flatMap(Collection::stream)
                .toList();
    }

    private static double[] ratios(List<IterationResult> iterations, Enum<?> one, Enum<?> other) {
        return sorted(
                iterations,
                iteration -> value(iteration, TakenFields.nanosOf(one)) / value(iteration, TakenFields.nanosOf(other)));
    }

    @Override
    public String toString() {
        List<IterationResult> iterations = iterations();
        String lines = measured.stream().map(each -> line(each, iterations)).collect(Collectors.joining("\n"));
        return """
                | %s | ns/op | B/op | ratio | from | to |
                |---|---:|---:|---:|---:|---:|
                %s

                By turns in one JVM; medians of the iterations, and ratios to "%s" in the same iteration, from the least to the
                greatest. %,d keys, Zipf. %s
                """.formatted(what, lines, label.apply(baseline), Catalogue.SIZE, Figures.conditions(results));
    }

    private String line(E each, List<IterationResult> iterations) {
        double[] nanos = sorted(iterations, iteration -> perCall(iteration, TakenFields.nanosOf(each)));
        double[] bytes = sorted(iterations, iteration -> perCall(iteration, TakenFields.bytesOf(each)));
        double[] ratios = ratios(iterations, each, baseline);
        return String.format(
                Locale.ROOT,
                "| %s | %.1f | %.0f | %.2f | %.2f | %.2f |",
                label.apply(each),
                median(nanos),
                median(bytes),
                median(ratios),
                ratios[0],
                ratios[ratios.length - 1]);
    }

    private static double perCall(IterationResult iteration, String counter) {
        return value(iteration, counter) / value(iteration, CALLS);
    }

    private static double value(IterationResult iteration, String counter) {
        Result<?> result = iteration.getSecondaryResults().get(counter);
        return result == null ? Double.NaN : result.getScore();
    }

    private static double[] sorted(List<IterationResult> iterations, Function<IterationResult, Double> figure) {
        return iterations.stream().mapToDouble(figure::apply).sorted().toArray();
    }

    private static double median(double[] sorted) {
        return sorted[sorted.length / 2];
    }
}
