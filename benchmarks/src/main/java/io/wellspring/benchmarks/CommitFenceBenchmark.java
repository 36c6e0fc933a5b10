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
import org.jspecify.annotations.Nullable;
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

/** What a transaction that writes pays for hearing and announcing its changes: it runs with Wellspring, and without. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10, time = 2)
@Measurement(iterations = 20, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
@Threads(1)
@SuppressWarnings("NullAway.Init") // JMH fills in the fields.
public class CommitFenceBenchmark {

    private static final long FIRST = Catalogue.FIRST_ID;

    @Param
    public Change change;

    @Param({"false", "true"})
    public boolean wellspring;

    private ConfigurableApplicationContext shop;
    private TransactionOperations transactions;
    private Articles articles;
    private @Nullable Dependents dependents;

    /** Names what it is about to change anew, so that there is a change. */
    private int round;

    @Setup
    public void open() {
        shop = Shop.start("wellspring.enabled=" + wellspring);
        transactions = shop.getBean(TransactionOperations.class);
        articles = shop.getBean(Articles.class);
        dependents = wellspring ? Dependents.declareIn(shop) : null;
        // The names before the first round are those of no round.
        commit();
    }

    @TearDown
    public void close() {
        shop.close();
    }

    /** What is changed is cached before, as an invalidation that finds nothing is the cheaper one. This is not measured. */
    @Setup(Level.Invocation)
    public void fill() {
        if (dependents != null) {
            dependents.fill(FIRST, change.rows(), index -> name(round, index));
        }
        round++;
    }

    @TearDown(Level.Iteration)
    public void check() {
        if (dependents != null) {
            dependents.requireNoneOf(FIRST, change.rows(), index -> name(round - 1, index));
        }
    }

    @Benchmark
    public int commit() {
        long last = FIRST + change.rows() - 1;
        return change.bulk()
                ? transactions.<Integer>execute(status -> articles.restock(FIRST, last))
                : transactions.<Integer>execute(status -> rename(last));
    }

    private int rename(long last) {
        // One statement reads all of them: the reads are not what is compared.
        List<Article> changed = articles.findByIdBetween(FIRST, last);
        for (int i = 0; i < changed.size(); i++) {
            changed.get(i).rename(name(round, i));
        }
        return changed.size();
    }

    private static String name(int round, int index) {
        return "Round " + round + ", article " + index;
    }
}
