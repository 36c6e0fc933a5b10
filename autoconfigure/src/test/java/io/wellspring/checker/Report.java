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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a run of the checker did and found.
 *
 * @param ownReads how many of the reads were of what their transaction had written
 * @param skipped how many writes found their row deleted
 * @param violations the first of them
 * @param summary how many violations there were of each kind
 * @param failures what was thrown in the run
 * @param stalest for how long at most a value was old when a live read of it ended
 */
record Report(
        CheckerSettings settings,
        Duration took,
        Map<ReadForm, Long> reads,
        Map<ReaderContext, Long> contexts,
        Map<WriteForm, Long> writes,
        long ownReads,
        long skipped,
        List<String> violations,
        Map<String, Long> summary,
        List<Throwable> failures,
        Duration stalest) {

    boolean isClean() {
        return violations.isEmpty() && failures.isEmpty();
    }

    long totalReads() {
        return reads.values().stream().mapToLong(Long::longValue).sum();
    }

    long totalWrites() {
        return writes.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append("%nStale-read checker, %s s%n".formatted(seconds(took)));
        text.append("  reads     %,d (%,d a second), of them own %,d%n"
                .formatted(totalReads(), totalReads() * 1000 / Math.max(1, took.toMillis()), ownReads));
        text.append("            %s%n".formatted(done(reads)));
        text.append("  contexts  %s%n".formatted(done(contexts)));
        text.append("  writes    %,d, skipped %,d%n".formatted(totalWrites(), skipped));
        text.append("            %s%n".formatted(done(writes)));
        text.append("  stalest   %s ms%n".formatted(stalest.toNanos() / 1_000 / 1e3));
        text.append("  again by  -Dchecker.seed=%d%n".formatted(settings.seed()));
        summary.forEach((kind, count) -> text.append("  %,9d  %s%n".formatted(count, kind)));
        violations.forEach(violation -> text.append("  %s%n".formatted(violation)));
        failures.forEach(failure -> text.append("  failed: %s%n".formatted(failure)));
        return text.toString();
    }

    private static <E extends Enum<E>> Map<E, Long> done(Map<E, Long> counts) {
        Map<E, Long> done = new EnumMap<>(counts);
        done.values().removeIf(count -> count == 0);
        return done;
    }

    private static String seconds(Duration duration) {
        return "%.1f".formatted(duration.toMillis() / 1e3);
    }
}
