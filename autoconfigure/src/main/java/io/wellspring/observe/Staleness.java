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
package io.wellspring.observe;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How many hits were right, by the age of their entries. From that follows which ttl would have kept an objective: with a shorter one,
 * the older hits would not have been.
 */
final class Staleness {

    private static final long[] BOUNDS = LongStream.concat(
                    LongStream.of(1, 2, 5, 10, 20, 30),
                    LongStream.of(1, 2, 5, 10, 20, 30, 60, 120, 360, 720, 1440).map(TimeUnit.MINUTES::toSeconds))
            .map(TimeUnit.SECONDS::toNanos)
            .toArray();
    /** With less, nothing is advised. */
    private static final long ENOUGH = 100;

    private final FreshnessSettings settings;
    private final LongAdder stale = new LongAdder();
    private final LongAdder[] checkedByAge = adders();
    private final LongAdder[] lateByAge = adders();

    Staleness(FreshnessSettings settings) {
        this.settings = settings;
    }

    /** @param age of the entry, in nanoseconds: its value cannot have been wrong for longer */
    void checked(long age, boolean right) {
        int bucket = bucket(age);
        checkedByAge[bucket].increment();
        if (!right) {
            stale.increment();
            if (age > settings.within().toNanos()) {
                lateByAge[bucket].increment();
            }
        }
    }

    FreshnessReport report() {
        long checked = sum(checkedByAge);
        Double objective = settings.objective();
        return new FreshnessReport(
                checked,
                stale.sum(),
                objective,
                settings.within(),
                objective == null || checked == 0 ? null : budget(objective, checked),
                objective == null || checked < ENOUGH ? null : advisedTtl(objective));
    }

    private double budget(double objective, long checked) {
        double wrong = (double) sum(lateByAge) / checked;
        double allowed = 1 - objective;
        return allowed == 0 ? (wrong == 0 ? 1 : 0) : 1 - wrong / allowed;
    }

    /** Returns the bound of the oldest entries up to which the objective was kept; null where it was not even by the youngest. */
    private @Nullable Duration advisedTtl(double objective) {
        long checked = 0;
        long late = 0;
        Duration longest = null;
        for (int i = 0; i < BOUNDS.length; i++) {
            long inBucket = checkedByAge[i].sum();
            checked += inBucket;
            late += lateByAge[i].sum();
            if (inBucket > 0 && late <= checked * (1 - objective)) {
                longest = Duration.ofNanos(BOUNDS[i]);
            }
        }
        return longest;
    }

    private static int bucket(long age) {
        int bucket = 0;
        while (bucket < BOUNDS.length && age > BOUNDS[bucket]) {
            bucket++;
        }
        return bucket;
    }

    private static long sum(LongAdder[] adders) {
        return Stream.of(adders).mapToLong(LongAdder::sum).sum();
    }

    /** One for each bound, and one for what is older. */
    private static LongAdder[] adders() {
        return Stream.generate(LongAdder::new).limit(BOUNDS.length + 1L).toArray(LongAdder[]::new);
    }
}
