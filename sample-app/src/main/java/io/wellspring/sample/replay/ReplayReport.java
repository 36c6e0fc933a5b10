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

import java.util.Locale;

/**
 * What a replay found. The plain Caffeine cache has the same maximum size and saw the same accesses; the measurement
 * without a cache may cover fewer of them, the first ones.
 */
record ReplayReport(
        Trace trace,
        long products,
        long maximumSize,
        double hitRatio,
        PlainCaffeine caffeine,
        Measurement cached,
        Measurement uncached) {

    String table() {
        Table table = new Table();
        table.row("", "with cache", "without cache", "plain Caffeine");
        table.row("Accesses", count(cached.accesses()), count(uncached.accesses()), count(trace.length()));
        table.row("Distinct keys", count(trace.distinctKeys()), "", "");
        table.row("Maximum size", count(maximumSize), "", count(maximumSize));
        table.row("Hit ratio", percent(hitRatio), "", percent(caffeine.median()));
        table.row("Difference", points(hitRatio - caffeine.median()), "", "");
        table.row("Database queries", count(cached.queries()), count(uncached.queries()), "");
        table.row("  for all accesses", count(cached.queries()), projectedQueries(), "");
        latency(table, "Latency p50", 50);
        latency(table, "Latency p90", 90);
        latency(table, "Latency p99", 99);
        latency(table, "Latency p99.9", 99.9);
        latency(table, "Latency max", 100);
        table.row("Total time", seconds(cached), seconds(uncached), "");
        return table + notes();
    }

    private void latency(Table table, String label, double percentile) {
        table.row(label, microseconds(cached, percentile), microseconds(uncached, percentile), "");
    }

    private boolean isSampled() {
        return uncached.accesses() < cached.accesses();
    }

    private String projectedQueries() {
        double perAccess = (double) uncached.queries() / uncached.accesses();
        return (isSampled() ? "~" : "") + count(Math.round(perAccess * cached.accesses()));
    }

    private String notes() {
        StringBuilder notes = new StringBuilder("Plain Caffeine: the median of %d runs, which gave %s to %s.%n"
                .formatted(PlainCaffeine.RUNS, percent(caffeine.lowest()), percent(caffeine.highest())));
        if (isSampled()) {
            notes.append("Without the cache only the first %s accesses were run; ~ is projected from them.%n"
                    .formatted(count(uncached.accesses())));
        }
        if (trace.distinctKeys() > products) {
            notes.append("The trace has more keys than the shop has products (%s): several keys share a product.%n"
                    .formatted(count(products)));
        }
        return notes.toString();
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String percent(double ratio) {
        return String.format(Locale.ROOT, "%.3f %%", 100 * ratio);
    }

    private static String points(double difference) {
        return String.format(Locale.ROOT, "%+.3f points", 100 * difference);
    }

    private static String microseconds(Measurement measurement, double percentile) {
        return String.format(Locale.ROOT, "%,.1f us", measurement.latency().getValueAtPercentile(percentile) / 1_000.0);
    }

    private static String seconds(Measurement measurement) {
        return String.format(Locale.ROOT, "%.1f s", measurement.time().toMillis() / 1_000.0);
    }

    private static final class Table {

        private final StringBuilder text = new StringBuilder();

        void row(String label, String cached, String uncached, String caffeine) {
            String row = String.format(Locale.ROOT, "%-20s%16s%16s%16s", label, cached, uncached, caffeine);
            text.append(row.stripTrailing()).append(System.lineSeparator());
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
