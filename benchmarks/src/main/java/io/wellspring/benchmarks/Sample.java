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

import java.util.stream.DoubleStream;

/** What was measured several times. */
final class Sample {

    private final double[] sorted;

    private Sample(double[] sorted) {
        this.sorted = sorted;
    }

    /** @param values at least one */
    static Sample of(DoubleStream values) {
        return new Sample(values.sorted().toArray());
    }

    double least() {
        return sorted[0];
    }

    double median() {
        return at(0.5);
    }

    /** Returns a value that this share of the others is below; the greatest for 1. */
    double at(double share) {
        return sorted[Math.min((int) (share * sorted.length), sorted.length - 1)];
    }

    double greatest() {
        return sorted[sorted.length - 1];
    }
}
