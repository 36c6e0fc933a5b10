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

import java.util.Objects;
import java.util.concurrent.TimeUnit;
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

/** A call that the cache answers. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@Threads(1)
@SuppressWarnings("NullAway.Init") // JMH fills in the fields.
public class HitBenchmark {

    @Param
    public Contender contender;

    private Lookup lookup;

    @Setup
    public void open() {
        lookup = contender.open();
        for (long id = Catalogue.FIRST_ID; id < Catalogue.FIRST_ID + Catalogue.SIZE; id++) {
            Objects.requireNonNull(lookup.find(id));
        }
    }

    @TearDown
    public void close() {
        lookup.close();
    }

    @Benchmark
    public Object hit(Accesses accesses) {
        // Not null where it is a hit; what reads through would have failed in its catalogue.
        return Objects.requireNonNull(lookup.find(accesses.next()));
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
