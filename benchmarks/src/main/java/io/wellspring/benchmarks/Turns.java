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

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Calls several by turns, a few calls each, and measures each turn. What else the machine does is borne by all alike: on a machine that
 * is shared, figures of runs that follow one another say more of the neighbours than of what is measured.
 */
final class Turns implements AutoCloseable {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Lookup[] all;
    private final int calls;

    /** @param calls how many calls a turn has */
    Turns(Stream<Lookup> all, int calls) {
        this.all = all.toArray(Lookup[]::new);
        this.calls = calls;
    }

    void take(LongSupplier ids, TakenFields taken, Blackhole blackhole) {
        for (int i = 0; i < all.length; i++) {
            Lookup lookup = all[i];
            long allocated = THREADS.getCurrentThreadAllocatedBytes();
            long began = System.nanoTime();
            for (int call = 0; call < calls; call++) {
                // Not null where it is a hit; what reads through would have failed in its catalogue.
                blackhole.consume(Objects.requireNonNull(lookup.find(ids.getAsLong())));
            }
            long nanos = System.nanoTime() - began;
            taken.add(i, nanos, THREADS.getCurrentThreadAllocatedBytes() - allocated);
        }
    }

    @Override
    public void close() {
        for (Lookup lookup : all) {
            lookup.close();
        }
    }
}
