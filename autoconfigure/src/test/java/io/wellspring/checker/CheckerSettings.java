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
package io.wellspring.checker;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a run of the checker does.
 *
 * @param seed decides all that is chosen at random
 * @param duration for how long it runs
 * @param readers how many threads read
 * @param writers how many threads write
 * @param items how many items there are; the first half of them is never deleted
 * @param shelves how many shelves they stand on
 * @param pace for how long a writer pauses after a write, on average
 * @param reads the forms of reads
 * @param contexts what readers read in
 * @param writes the forms of writes
 * @param stopsAtFirst whether the first violation ends it
 */
record CheckerSettings(
        long seed,
        Duration duration,
        int readers,
        int writers,
        int items,
        int shelves,
        Duration pace,
        Set<ReadForm> reads,
        Set<ReaderContext> contexts,
        Set<WriteForm> writes,
        boolean stopsAtFirst) {

    /**
     * Everything, for fifteen seconds. {@code -Dchecker.seed} and {@code .minutes} decide otherwise; {@code .items} and {@code
     * .pace}, in milliseconds, how often writers and readers meet; {@code .reads}, {@code .contexts} and {@code .writes} name
     * the forms, parted by commas.
     */
    static CheckerSettings fromSystemProperties() {
        String minutes = System.getProperty("checker.minutes");
        return new CheckerSettings(
                Long.getLong("checker.seed", System.nanoTime()),
                minutes == null ? Duration.ofSeconds(15) : Duration.ofMinutes(Long.parseLong(minutes)),
                4,
                3,
                Integer.getInteger("checker.items", 32),
                4,
                Duration.ofMillis(Long.getLong("checker.pace", 20)),
                chosen(ReadForm.class, "checker.reads"),
                chosen(ReaderContext.class, "checker.contexts"),
                chosen(WriteForm.class, "checker.writes"),
                false);
    }

    /** Few rows, written without a pause, until the first violation: for a rule that is known to be broken. */
    CheckerSettings narrow(Duration atMost, Set<ReadForm> reads, Set<ReaderContext> contexts, Set<WriteForm> writes) {
        return new CheckerSettings(seed, atMost, 6, 3, 4, 2, Duration.ofMillis(1), reads, contexts, writes, true);
    }

    /** The items from the first to this one are never deleted. */
    int kept() {
        return items / 2;
    }

    int shelfAtFirst(int item) {
        return item % shelves + 1;
    }

    private static <E extends Enum<E>> Set<E> chosen(Class<E> type, String property) {
        String names = System.getProperty(property);
        return names == null
                ? EnumSet.allOf(type)
                : Arrays.stream(names.split(","))
                        .map(name -> Enum.valueOf(type, name))
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(type)));
    }
}
