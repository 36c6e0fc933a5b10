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

/**
 * The statistics of one cache as meters. Counts are read when the registry asks for them: a fresh hit pays nothing. Each load and
 * each stale hit is timed.
 */
public final class CacheMetrics implements MeterBinder {

    /** For what no tier has answered. */
    private static final String NO_TIER = "none";

    private final Region region;
    private final Tags tags;

    /** @param tags what is said of the cache besides its own name */
    public CacheMetrics(Region region, Iterable<Tag> tags) {
        this.region = region;
        this.tags = Tags.of(tags).and("cache", region.name());
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        String near = region.nearTier();
        String shared = region.sharedTier();
        gets(registry, "hit", near, counted -> counted.hits() - counted.sharedHits());
        if (shared != null) {
            gets(registry, "hit", shared, CacheStatistics::sharedHits);
        }
        gets(registry, "stale", near, CacheStatistics::staleHits);
        gets(registry, "negative", near, CacheStatistics::negativeHits);
        gets(registry, "miss", NO_TIER, CacheStatistics::misses);
        counter(
                registry,
                "cache.load.failures",
                "Loads that ended with an exception",
                tags,
                CacheStatistics::loadFailures);
        counter(
                registry,
                "cache.coalesced",
                "Reads that waited for a load that another had begun",
                tags,
                CacheStatistics::coalesced);
        refreshes(registry, "stale", CacheStatistics::refreshes);
        refreshes(registry, "demand", CacheStatistics::reloads);
        counter(
                registry,
                "cache.refreshes.dropped",
                "Refreshes that the executor had no room for",
                tags,
                CacheStatistics::refreshesDropped);
        invalidations(registry, "entity", CacheStatistics::invalidationsByChange);
        invalidations(registry, "type", CacheStatistics::invalidationsByType);
        invalidations(registry, "call", CacheStatistics::invalidationsByCall);
        counter(
                registry,
                "cache.evictions",
                "Entries that were dropped",
                tags.and("cause", "size"),
                CacheStatistics::evictions);
        Gauge.builder("cache.size", region, Region::size)
                .tags(tags)
                .description("About how many entries the cache holds")
                .register(registry);
        region.observe(new CacheTimers(registry, tags));
    }

    private void gets(MeterRegistry registry, String result, String tier, ToLongFunction<CacheStatistics> count) {
        counter(
                registry,
                "cache.gets",
                "Reads of the cache, by what came of them",
                tags.and("result", result, "tier", tier),
                count);
    }

    private void refreshes(MeterRegistry registry, String trigger, ToLongFunction<CacheStatistics> count) {
        counter(
                registry,
                "cache.refreshes",
                "Loads though there was a value, by who wanted them",
                tags.and("trigger", trigger),
                count);
    }

    private void invalidations(MeterRegistry registry, String cause, ToLongFunction<CacheStatistics> count) {
        counter(
                registry,
                "cache.invalidations",
                "Keys, and whole caches, that were invalidated",
                tags.and("cause", cause),
                count);
    }

    private void counter(
            MeterRegistry registry, String name, String description, Tags all, ToLongFunction<CacheStatistics> count) {
        FunctionCounter.builder(name, region, cache -> count.applyAsLong(cache.statistics()))
                .tags(all)
                .description(description)
                .register(registry);
    }
}
