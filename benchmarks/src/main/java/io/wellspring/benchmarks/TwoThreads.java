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

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** How many hits two threads have together that ask one cache at once, beside those of one thread alone. */
final class TwoThreads {

    private static final List<Contender> CONTENDERS = List.of(
            Contender.CAFFEINE,
            Contender.CAFFEINE_EXPIRING,
            Contender.SPRING_CACHEABLE,
            Contender.SPRING_CACHE2K,
            Contender.JETCACHE,
            Contender.WELLSPRING,
            Contender.WELLSPRING_REPOSITORY);

    private static final int THREADS = 2;
    /** By each thread in its turn. */
    private static final int CALLS = HitBenchmark.CALLS;

    private static final int WARMUP = 3;

    private final long[] ids = Zipf.ids(1 << 16);
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    private TwoThreads() {}

    /** @param rounds how many turns each has */
    static String table(int rounds) throws InterruptedException, ExecutionException {
        TwoThreads both = new TwoThreads();
        List<Asked> all = CONTENDERS.stream()
                .map(contender -> new Asked(contender, HitBenchmark.warm(contender.open()), new ArrayList<>()))
                .toList();
        try {
            for (int round = -WARMUP; round < rounds; round++) {
                for (Asked asked : all) {
                    Turn turn = both.turn(asked.lookup());
                    if (round >= 0) {
                        asked.turns().add(turn);
                    }
                }
            }
            return """
                    | Hits in a microsecond | 1 thread | %d threads | times as many | from | to |
                    |---|---:|---:|---:|---:|---:|
                    %s

                    By turns of %,d calls of each thread, %d rounds; medians, from the tenth to the ninetieth percentile of the ratios.
                    %,d keys, Zipf. %s
                    """.formatted(
                            THREADS,
                            all.stream().map(Asked::toString).collect(Collectors.joining("\n")),
                            CALLS,
                            rounds,
                            Catalogue.SIZE,
                            Figures.machine());
        } finally {
            both.threads.shutdownNow();
            all.forEach(asked -> asked.lookup().close());
        }
    }

    private Turn turn(Lookup lookup) throws InterruptedException, ExecutionException {
        return new Turn(hitsPerMicro(lookup, 1), hitsPerMicro(lookup, THREADS));
    }

    private double hitsPerMicro(Lookup lookup, int count) throws InterruptedException, ExecutionException {
        // All begin at once. Whoever ends last is alone for a moment, which is little of half a million calls.
        CyclicBarrier start = new CyclicBarrier(count);
        List<Callable<Long>> callers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int first = i * ids.length / count;
            callers.add(() -> {
                start.await();
                return nanos(lookup, first);
            });
        }
        double hits = 0;
        for (Future<Long> taken : threads.invokeAll(callers)) {
            hits += CALLS * 1e3 / taken.get();
        }
        return hits;
    }

    private long nanos(Lookup lookup, int first) {
        long began = System.nanoTime();
        for (int call = 0; call < CALLS; call++) {
            Objects.requireNonNull(lookup.find(ids[(first + call) & (ids.length - 1)]));
        }
        return System.nanoTime() - began;
    }

    private record Asked(Contender contender, Lookup lookup, List<Turn> turns) {

        @Override
        public String toString() {
            Sample times = Sample.of(turns.stream().mapToDouble(turn -> turn.together() / turn.alone()));
            return String.format(
                    Locale.ROOT,
                    "| %s | %.1f | %.1f | %.2f | %.2f | %.2f |",
                    contender.label(),
                    Sample.of(turns.stream().mapToDouble(Turn::alone)).median(),
                    Sample.of(turns.stream().mapToDouble(Turn::together)).median(),
                    times.median(),
                    times.at(0.1),
                    times.at(0.9));
        }
    }

    /** Hits in a microsecond. */
    private record Turn(double alone, double together) {}
}
