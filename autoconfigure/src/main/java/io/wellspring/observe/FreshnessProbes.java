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

import io.wellspring.engine.CacheRegistry;
import io.wellspring.engine.Region;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The probes of all caches whose freshness is measured. */
public final class FreshnessProbes {

    private final CacheRegistry registry;
    private final Function<String, FreshnessSettings> settings;
    private final Map<String, FreshnessProbe> probes = new ConcurrentHashMap<>();

    /** @param settings decides for each cache, by its name */
    public FreshnessProbes(CacheRegistry registry, Function<String, FreshnessSettings> settings) {
        this.registry = registry;
        this.settings = settings;
        registry.forEach(this::begin);
    }

    private void begin(Region region) {
        FreshnessSettings decided = settings.apply(region.name());
        if (decided.rate() > 0) {
            FreshnessProbe probe = new FreshnessProbe(region, decided);
            probes.put(region.name(), probe);
            region.sampleBy(probe);
        }
    }

    /** Returns what was found out about a cache; null where its freshness is not measured. */
    public @Nullable FreshnessReport report(String cache) {
        FreshnessProbe probe = probes.get(cache);
        return probe == null ? null : probe.report();
    }

    /** Has somebody take each probe, also those of caches that come to be later. */
    void onProbe(BiConsumer<String, FreshnessProbe> listener) {
        registry.forEach(region -> {
            FreshnessProbe probe = probes.get(region.name());
            if (probe != null) {
                listener.accept(region.name(), probe);
            }
        });
    }
}
