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

import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
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
import org.openjdk.jmh.infra.Blackhole;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Calls that the cache answers, of all contenders by turns, within a transaction of JPA. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 15, time = 1)
@Fork(2)
@Threads(1)
@SuppressWarnings("NullAway.Init") // JMH fills in the fields.
public class TransactionHitBenchmark {

    @Param({"READ_ONLY", "READ_WRITE"})
    public Surroundings surroundings;

    private ConfigurableApplicationContext shop;
    private TransactionTemplate transactions;
    private Turns turns;

    @Setup
    public void open() {
        shop = Shop.start(
                "wellspring.defaults.ttl=" + Catalogue.TTL, "wellspring.defaults.maximum-size=" + Catalogue.SIZE);
        transactions =
                new TransactionTemplate(shop.getBean(PlatformTransactionManager.class), surroundings.definition());
        turns = new Turns(
                Stream.of(Transacted.values()).map(each -> HitBenchmark.warm(each.open(shop))), HitBenchmark.CALLS);
    }

    @TearDown
    public void close() {
        turns.close();
        shop.close();
    }

    @Benchmark
    public void hits(HitBenchmark.Accesses accesses, Taken taken, Blackhole blackhole) {
        transactions.executeWithoutResult(status -> turns.take(accesses::next, taken.fields, blackhole));
        taken.calls += HitBenchmark.CALLS;
    }

    /** What the turns of each took: in nanoseconds, and bytes allocated. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init") // JMH calls prepare().
    public static class Taken {

        public long calls;
        public long caffeineExpiringNanos;
        public long caffeineExpiringBytes;
        public long springCacheableNanos;
        public long springCacheableBytes;
        public long jetcacheNanos;
        public long jetcacheBytes;
        public long wellspringNanos;
        public long wellspringBytes;

        private TakenFields fields;

        @Setup
        public void prepare() {
            fields = new TakenFields(this, Transacted.values());
        }
    }
}
