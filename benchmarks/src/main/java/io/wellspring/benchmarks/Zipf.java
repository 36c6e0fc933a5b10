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

import java.util.Arrays;
import java.util.SplittableRandom;

/** Draws products as shops sell them: the n-th most popular one with a probability proportional to 1/n^0.99. */
final class Zipf {

    private static final double SKEW = 0.99;

    /** Fixed: every contender gets the same sequence. */
    private static final long SEED = 42;

    private Zipf() {}

    static long[] ids(int length) {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] cumulated = cumulated();
        long[] popularity = shuffled(random);
        long[] ids = new long[length];
        for (int i = 0; i < length; i++) {
            int found = Arrays.binarySearch(cumulated, random.nextDouble() * cumulated[cumulated.length - 1]);
            ids[i] = popularity[found < 0 ? -found - 1 : found];
        }
        return ids;
    }

    private static double[] cumulated() {
        double[] cumulated = new double[Catalogue.SIZE];
        double sum = 0;
        for (int rank = 0; rank < cumulated.length; rank++) {
            sum += 1 / Math.pow(rank + 1, SKEW);
            cumulated[rank] = sum;
        }
        return cumulated;
    }

    /** All ids in random order, so that popular products are not neighbours in a hash table. */
    private static long[] shuffled(SplittableRandom random) {
        long[] ids = new long[Catalogue.SIZE];
        for (int i = 0; i < ids.length; i++) {
            int other = random.nextInt(i + 1);
            ids[i] = ids[other];
            ids[other] = Catalogue.FIRST_ID + i;
        }
        return ids;
    }
}
