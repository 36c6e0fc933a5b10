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

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;

/** How fresh the caches are whose freshness is measured. */
public final class FreshnessMetrics implements MeterBinder {

    private final FreshnessProbes probes;

    public FreshnessMetrics(FreshnessProbes probes) {
        this.probes = probes;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        probes.onProbe((cache, probe) -> bind(registry, cache, probe));
    }

    private static void bind(MeterRegistry registry, String cache, FreshnessProbe probe) {
        FunctionCounter.builder(
                        "cache.freshness.checked",
                        probe,
                        measured -> measured.report().checked())
                .tag("cache", cache)
                .description("Hits that were compared with a fresh load")
                .register(registry);
        FunctionCounter.builder(
                        "cache.freshness.stale",
                        probe,
                        measured -> measured.report().stale())
                .tag("cache", cache)
                .description("Those of them whose value was another")
                .register(registry);
        if (probe.report().objective() != null) {
            Gauge.builder("cache.freshness.budget", probe, FreshnessMetrics::budget)
                    .tag("cache", cache)
                    .description("What is left of the hits that may be wrong: 1 for all, 0 for none")
                    .register(registry);
        }
        Timer age = Timer.builder("cache.freshness.age")
                .tag("cache", cache)
                .description("Ages of the entries that were found to be wrong: they were so for no longer")
                .publishPercentileHistogram()
                .register(registry);
        probe.onStale(nanos -> age.record(nanos, TimeUnit.NANOSECONDS));
    }

    private static double budget(FreshnessProbe probe) {
        Double left = probe.report().budget();
        return left == null ? 1 : left;
    }
}
