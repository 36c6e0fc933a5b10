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

import jakarta.persistence.EntityManager;
import java.util.Objects;
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
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;

/** What a hit pays so that no old value is served: for the fence, and for asking the transaction that it happens in. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 20, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
@Threads(1)
@SuppressWarnings("NullAway.Init") // JMH fills in the fields.
public class HitFenceBenchmark {

    @Param
    public Fenced fenced;

    @Param
    public Surroundings surroundings;

    private ConfigurableApplicationContext shop;
    private Lookup lookup;

    @Setup
    public void open() {
        shop = Shop.start(
                "wellspring.defaults.ttl=" + Catalogue.TTL,
                "wellspring.defaults.maximum-size=" + Catalogue.SIZE,
                "wellspring.caches.cardOfNothing.dependencies=declared");
        lookup = fenced.open(shop);
    }

    @TearDown
    public void close() {
        shop.close();
    }

    @Benchmark
    public Object hit(HitBenchmark.Accesses accesses, Transaction transaction) {
        // Not null where it is a hit.
        return Objects.requireNonNull(lookup.find(accesses.next()));
    }

    /**
     * The transaction of the thread that measures: one for a whole iteration. To begin and end one costs a thousand hits; in a
     * batch of calls it would be divided among them, and disturb what is looked for, which is a few nanoseconds.
     */
    @State(Scope.Thread)
    public static class Transaction {

        private @Nullable TransactionStatus status;

        /** On the thread that measures, as JMH does for each iteration. */
        @Setup(Level.Iteration)
        public void begin(HitFenceBenchmark benchmark) {
            if (benchmark.surroundings.transactional()) {
                status = manager(benchmark).getTransaction(benchmark.surroundings.definition());
            }
            if (benchmark.surroundings.loaded()) {
                benchmark
                        .shop
                        .getBean(EntityManager.class)
                        .createQuery("select c from Customer c", Customer.class)
                        .getResultList();
            }
        }

        @TearDown(Level.Iteration)
        public void end(HitFenceBenchmark benchmark) {
            if (status != null) {
                manager(benchmark).rollback(status);
                status = null;
            }
        }

        private static PlatformTransactionManager manager(HitFenceBenchmark benchmark) {
            return benchmark.shop.getBean(PlatformTransactionManager.class);
        }
    }
}
