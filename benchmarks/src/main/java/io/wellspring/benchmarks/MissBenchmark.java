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

/** What a miss costs, whose load takes no time, in a cache that is full. By turns, as {@link HitBenchmark}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10, time = 2)
@Measurement(iterations = 15, time = 2)
@Fork(3)
@Threads(1)
@SuppressWarnings("NullAway.Init") // JMH fills in the fields.
public class MissBenchmark {

    private static final int CALLS = 5_000;

    private Turns turns;
    private long last = Catalogue.FIRST_ID;

    @Setup
    public void open() {
        turns = new Turns(Stream.of(Miss.values()).map(Miss::open), CALLS);
    }

    @TearDown
    public void close() {
        turns.close();
    }

    @Benchmark
    public void misses(Taken taken, Blackhole blackhole) {
        turns.take(() -> last++, taken.fields, blackhole);
        taken.calls += CALLS;
    }

    /** What the turns of each took: in nanoseconds, and bytes allocated by the caller's thread. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init") // JMH calls prepare().
    public static class Taken {

        public long calls;
        public long caffeineNanos;
        public long caffeineBytes;
        public long springNanos;
        public long springBytes;
        public long springSyncNanos;
        public long springSyncBytes;
        public long jetcacheNanos;
        public long jetcacheBytes;
        public long wellspringNanos;
        public long wellspringBytes;

        private TakenFields fields;

        @Setup
        public void prepare() {
            fields = new TakenFields(this, Miss.values());
        }
    }
}
