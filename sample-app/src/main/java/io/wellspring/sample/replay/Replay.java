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

import io.wellspring.engine.CacheStatistics;
import io.wellspring.engine.ReadThroughCache;
import io.wellspring.engine.ReadThroughCaches;
import io.wellspring.sample.shop.Product;
import io.wellspring.sample.shop.ProductRepository;
import io.wellspring.sample.sql.SqlCounter;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.HdrHistogram.Histogram;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Drives the annotated repository with a trace, and the same accesses past the cache and into a plain Caffeine cache. */
@Component
class Replay {

    /** Enough for percentiles: without a cache, a whole trace would take minutes and show nothing more. */
    static final int UNCACHED_ACCESSES = 200_000;

    private final ProductRepository repository;

    private final ReadThroughCaches caches;

    private final SqlCounter sql;

    private final long maximumSize;

    Replay(
            ProductRepository repository,
            ReadThroughCaches caches,
            SqlCounter sql,
            @Value("${wellspring.caches.product.maximum-size:${wellspring.defaults.maximum-size:10000}}")
                    long maximumSize) {
        this.repository = repository;
        this.caches = caches;
        this.sql = sql;
        this.maximumSize = maximumSize;
    }

    ReplayReport run(Trace trace, Pace pace, Progress progress) {
        ReadThroughCache<Long, Product> cache = caches.cache("product", Long.class, Product.class);
        ProductIds ids = new ProductIds(trace, repository.count());
        cache.clear();
        CacheStatistics before = cache.statistics();
        Measurement cached = measure(
                trace.length(), ids, repository::findById, pace, progress.start("with cache   ", trace.length()));
        double hitRatio = hitRatio(before, cache.statistics());
        int sample = Math.min(trace.length(), UNCACHED_ACCESSES);
        Measurement uncached =
                measure(sample, ids, repository::findUncached, Pace.UNBOUNDED, progress.start("without cache", sample));
        PlainCaffeine caffeine = PlainCaffeine.replay(maximumSize, trace.length(), ids::at);
        return new ReplayReport(trace, ids.products(), maximumSize, hitRatio, caffeine, cached, uncached);
    }

    private Measurement measure(int accesses, ProductIds ids, LongConsumer read, Pace pace, Progress.Run run) {
        Histogram latency = new Histogram(3);
        long queries = sql.total();
        long start = System.nanoTime();
        for (int access = 0; access < accesses; access++) {
            pace.await(access, start);
            long id = ids.at(access);
            long from = System.nanoTime();
            read.accept(id);
            latency.recordValue(System.nanoTime() - from);
            run.done(access + 1);
        }
        return new Measurement(accesses, sql.total() - queries, Duration.ofNanos(System.nanoTime() - start), latency);
    }

    private static double hitRatio(CacheStatistics before, CacheStatistics after) {
        long hits = hits(after) - hits(before);
        long misses = after.misses() - before.misses();
        return (double) hits / (hits + misses);
    }

    private static long hits(CacheStatistics statistics) {
        return statistics.hits() + statistics.staleHits() + statistics.negativeHits();
    }

    /** Gives each key of the trace a product, in the order of first appearance. */
    private record ProductIds(Trace trace, long products) {

        long at(int access) {
            return trace.rank(access) % products + 1;
        }
    }
}
