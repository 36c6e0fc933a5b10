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
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.wellspring.engine.CacheStatistics;
import io.wellspring.engine.Region;
import java.util.function.ToLongFunction;

/** The statistics of one cache as meters. They are read when the registry asks for them: a read of the cache pays nothing. */
public final class CacheMetrics implements MeterBinder {

    private final Region region;
    private final Tags tags;

    /** @param tags what Spring Boot says of the cache and its manager */
    public CacheMetrics(Region region, Iterable<Tag> tags) {
        this.region = region;
        this.tags = Tags.of(tags).and("cache", region.name());
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gets(registry, "hit", CacheStatistics::hits);
        gets(registry, "stale", CacheStatistics::staleHits);
        gets(registry, "negative", CacheStatistics::negativeHits);
        gets(registry, "miss", CacheStatistics::misses);
        Gauge.builder("cache.size", region, Region::size)
                .tags(tags)
                .description("About how many entries the cache holds")
                .register(registry);
    }

    private void gets(MeterRegistry registry, String result, ToLongFunction<CacheStatistics> count) {
        FunctionCounter.builder("cache.gets", region, cache -> count.applyAsLong(cache.statistics()))
                .tags(tags.and("result", result))
                .description("Reads of the cache, by what came of them")
                .register(registry);
    }
}
