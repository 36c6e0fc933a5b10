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

import io.wellspring.engine.Region;
import io.wellspring.store.caffeine.CaffeineTier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Whether an invalidation takes longer where there are more entries. */
final class Growth {

    private static final List<Integer> SIZES = List.of(10, 1_000, 100_000, 1_000_000);

    /** How often all entries are invalidated: of large caches less often, since they are filled up again each time. */
    private static final int LEAST_ROUNDS = 21;

    private static final int GREATEST_ROUNDS = 2_001;
    private static final int PUTS = 2_000_000;

    /** How many keys are invalidated one by one in a round, at most. */
    private static final int KEYS = 100;

    /** Until the code is compiled: what is measured is one call at a time. */
    private static final int WARMUP_ROUNDS = 20_000;

    private Growth() {}

    /** @param greatest how many entries at most */
    static String table(int greatest) {
        Row.of(SIZES.get(0), WARMUP_ROUNDS);
        String lines = SIZES.stream()
                .filter(size -> size <= greatest)
                .map(size -> Row.of(size, rounds(size)))
                .map(Row::toString)
                .collect(Collectors.joining("\n"));
        return """
                | Entries | `invalidateAll()` | from | to | one key | from | to |
                |---:|---:|---:|---:|---:|---:|---:|
                %s

                In µs; medians, from the tenth to the ninetieth percentile. All entries at least %d times, and up to %d keys before
                each; filled up again each time. %s
                """.formatted(lines, LEAST_ROUNDS, KEYS, Figures.machine());
    }

    private static int rounds(int entries) {
        return Math.max(LEAST_ROUNDS, Math.min(GREATEST_ROUNDS, PUTS / entries));
    }

    private record Row(int entries, Sample all, Sample one) {

        static Row of(int entries, int rounds) {
            Region region = Engine.region(entries, new CaffeineTier(entries));
            List<Double> all = new ArrayList<>();
            List<Double> one = new ArrayList<>();
            int keys = Math.min(entries, KEYS);
            for (int round = 0; round < rounds; round++) {
                ids(entries).forEach(id -> region.put(id, card(id)));
                ids(entries).forEach(id -> require(region, id, true));
                // Not neighbours, and not those that were put last.
                ids(keys).map(id -> id * (entries / keys)).forEach(id -> {
                    one.add(micros(() -> region.invalidate(id)));
                    require(region, id, false);
                    region.put(id, card(id));
                });
                all.add(micros(region::invalidateAll));
                ids(entries).forEach(id -> require(region, id, false));
            }
            return new Row(entries, sample(all), sample(one));
        }

        private static LongStream ids(int count) {
            return LongStream.range(0, count);
        }

        private static Card card(long id) {
            return new Card(id, "Card " + id);
        }

        private static double micros(Runnable invalidation) {
            long began = System.nanoTime();
            invalidation.run();
            return (System.nanoTime() - began) / 1000.0;
        }

        private static void require(Region region, Long id, boolean answers) {
            if ((region.peek(id) != null) != answers) {
                throw new IllegalStateException(
                        "Entry " + id + (answers ? " is missing before" : " answers after") + " its invalidation");
            }
        }

        private static Sample sample(List<Double> values) {
            return Sample.of(values.stream().mapToDouble(Double::doubleValue));
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "| %,d | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f |",
                    entries,
                    all.median(),
                    all.at(0.1),
                    all.at(0.9),
                    one.median(),
                    one.at(0.1),
                    one.at(0.9));
        }
    }
}
