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
package io.wellspring.sample.replay;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/**
 * The hit ratio of a bare Caffeine cache. Its admission draws lots, so that the same accesses do not give quite the same
 * ratio twice: it takes several runs.
 */
record PlainCaffeine(double lowest, double median, double highest) {

    static final int RUNS = 5;

    static PlainCaffeine replay(long maximumSize, int accesses, IntToLongFunction keys) {
        double[] ratios = IntStream.range(0, RUNS)
                .mapToDouble(run -> hitRatio(maximumSize, accesses, keys))
                .sorted()
                .toArray();
        return new PlainCaffeine(ratios[0], ratios[RUNS / 2], ratios[RUNS - 1]);
    }

    private static double hitRatio(long maximumSize, int accesses, IntToLongFunction keys) {
        // On the calling thread: a pool may lag behind, and the cache outgrows its maximum size meanwhile.
        Cache<Long, Long> cache = Caffeine.newBuilder()
                .maximumSize(maximumSize)
                .executor(Runnable::run)
                .build();
        int hits = 0;
        for (int access = 0; access < accesses; access++) {
            Long key = keys.applyAsLong(access);
            if (cache.getIfPresent(key) != null) {
                hits++;
            } else {
                cache.put(key, key);
            }
        }
        return (double) hits / accesses;
    }
}
