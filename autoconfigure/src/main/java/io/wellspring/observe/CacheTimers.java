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

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.wellspring.engine.CacheObserver;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;

/**
 * What one cache's loads took and how old its stale hits were. Each timer is registered when it has something to tell: its
 * percentiles take 10 KB, and with fifty caches a good part of what the start of an application takes.
 */
final class CacheTimers implements CacheObserver {

    private static final double[] PERCENTILES = {0.5, 0.95, 0.99};

    private final MeterRegistry registry;
    private final Tags tags;
    private final SingletonSupplier<Timer> loads;
    private final SingletonSupplier<Timer> staleAge;

    CacheTimers(MeterRegistry registry, Tags tags) {
        this.registry = registry;
        this.tags = tags;
        this.loads = timer("cache.loads", "What loads took");
        this.staleAge = timer("cache.stale.age", "For how long the values of stale hits had not been fresh");
    }

    private SingletonSupplier<Timer> timer(String name, String description) {
        return SingletonSupplier.of(() -> Timer.builder(name)
                .tags(tags)
                .description(description)
                .publishPercentiles(PERCENTILES)
                .register(registry));
    }

    @Override
    public void loaded(long nanos) {
        loads.obtain().record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void servedStale(long nanos) {
        staleAge.obtain().record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Those of one registry and of the same tags are the same meters: a cache that is bound again is not counted twice. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CacheTimers timers && registry.equals(timers.registry) && tags.equals(timers.tags);
    }

    @Override
    public int hashCode() {
        return 31 * registry.hashCode() + tags.hashCode();
    }
}
