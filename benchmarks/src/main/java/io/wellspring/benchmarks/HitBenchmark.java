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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Calls that the cache answers, of all contenders by turns. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10, time = 2)
@Measurement(iterations = 15, time = 2)
@Fork(3)
@Threads(1)
@SuppressWarnings("NullAway.Init") // JMH fills in the fields.
public class HitBenchmark {

    /**
     * So many that what a turn begins with does not count, which is to bring its entries back to the processor's caches, where the
     * others' turns have driven them out: with a tenth of it, each lookup took half as long again.
     */
    static final int CALLS = 500_000;

    private Turns turns;

    @Setup
    public void open() {
        turns = new Turns(Stream.of(Contender.values()).map(contender -> warm(contender.open())), CALLS);
    }

    static Lookup warm(Lookup lookup) {
        for (long id = Catalogue.FIRST_ID; id < Catalogue.FIRST_ID + Catalogue.SIZE; id++) {
            lookup.find(id);
        }
        return lookup;
    }

    @TearDown
    public void close() {
        turns.close();
    }

    @Benchmark
    public void hits(Accesses accesses, Taken taken, Blackhole blackhole) {
        turns.take(accesses::next, taken.fields, blackhole);
        taken.calls += CALLS;
    }

    /** What the turns of each contender took: in nanoseconds, and bytes allocated. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init") // JMH calls prepare().
    public static class Taken {

        public long calls;
        public long caffeineNanos;
        public long caffeineBytes;
        public long caffeineExpiringNanos;
        public long caffeineExpiringBytes;
        public long noOpProxyNanos;
        public long noOpProxyBytes;
        public long noOpProxyCaffeineNanos;
        public long noOpProxyCaffeineBytes;
        public long springCacheableNanos;
        public long springCacheableBytes;
        public long springKeyNanos;
        public long springKeyBytes;
        public long springSyncNanos;
        public long springSyncBytes;
        public long springCache2kNanos;
        public long springCache2kBytes;
        public long jetcacheNanos;
        public long jetcacheBytes;
        public long wellspringNanos;
        public long wellspringBytes;
        public long wellspringKeyNanos;
        public long wellspringKeyBytes;
        public long wellspringTwoNanos;
        public long wellspringTwoBytes;
        public long wellspringRepositoryNanos;
        public long wellspringRepositoryBytes;

        private TakenFields fields;

        @Setup
        public void prepare() {
            fields = new TakenFields(this, Contender.values());
        }
    }

    /** Which product is next. Drawn beforehand: the draw is not measured. */
    @State(Scope.Thread)
    public static class Accesses {

        /** A power of two, so that the end costs a mask and no division. */
        private static final int LENGTH = 1 << 16;

        private final long[] ids = Zipf.ids(LENGTH);
        private int position;

        long next() {
            return ids[position++ & (LENGTH - 1)];
        }
    }
}
