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

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What a transaction that writes pays for hearing and announcing its changes: it runs without any cache, with Wellspring, and with
 * caches that it evicts by hand. The applications run by turns, and one of them is measured: so all find the processor's caches
 * as cold.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 15, time = 2)
@Measurement(iterations = 20, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
@Threads(1)
@SuppressWarnings("NullAway.Init") // JMH fills in the fields.
public class CommitFenceBenchmark {

    private static final long FIRST = Catalogue.FIRST_ID;

    @Param
    public Change change;

    @Param
    public Invalidating invalidating;

    private Application measured;
    private List<Application> others;

    /** Names what it is about to change anew, so that there is a change. */
    private int round;

    @Setup
    public void open() {
        measured = Application.start(invalidating);
        others = Stream.of(Invalidating.values())
                .filter(other -> other != invalidating)
                .map(Application::start)
                .toList();
        // The names before the first round are those of no round.
        measured.commit(change, round);
        others.forEach(other -> other.commit(change, round));
    }

    @TearDown
    public void close() {
        measured.shop().close();
        others.forEach(other -> other.shop().close());
    }

    /** What is changed is cached before, as an invalidation that finds nothing is the cheaper one. This is not measured. */
    @Setup(Level.Invocation)
    public void fill() {
        measured.fill(change, round);
        others.forEach(other -> other.fill(change, round));
        round++;
        others.forEach(other -> other.commit(change, round));
    }

    @TearDown(Level.Iteration)
    public void check() {
        measured.check(change, round - 1);
    }

    @Benchmark
    public int commit() {
        return measured.commit(change, round);
    }

    private record Application(
            ConfigurableApplicationContext shop,
            TransactionOperations transactions,
            Articles articles,
            Dependents dependents) {

        static Application start(Invalidating invalidating) {
            ConfigurableApplicationContext shop =
                    Shop.start("wellspring.enabled=" + (invalidating == Invalidating.WELLSPRING));
            return new Application(
                    shop,
                    shop.getBean(TransactionOperations.class),
                    shop.getBean(Articles.class),
                    invalidating.open(shop));
        }

        void fill(Change change, int round) {
            dependents.fill(FIRST, change.rows(), index -> name(round, index));
        }

        void check(Change change, int round) {
            dependents.requireNoneOf(FIRST, change.rows(), index -> name(round, index));
        }

        int commit(Change change, int round) {
            long last = FIRST + change.rows() - 1;
            return transactions.<Integer>execute(status -> {
                int changed = change.bulk() ? articles.restock(FIRST, last) : rename(last, round);
                dependents.evict(FIRST, change.rows(), index -> name(round, index));
                return changed;
            });
        }

        private int rename(long last, int round) {
            // One statement reads all of them: the reads are not what is compared.
            List<Article> changed = articles.findByIdBetween(FIRST, last);
            for (int i = 0; i < changed.size(); i++) {
                changed.get(i).rename(name(round, i));
            }
            return changed.size();
        }
    }

    private static String name(int round, int index) {
        return "Round " + round + ", article " + index;
    }
}
