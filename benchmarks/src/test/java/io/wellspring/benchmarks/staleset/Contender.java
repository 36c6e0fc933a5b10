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
package io.wellspring.benchmarks.staleset;

import org.springframework.context.ConfigurableApplicationContext;

/** What is compared. */
enum Contender {
    SPRING_CAFFEINE("Spring `@Cacheable`, Caffeine"),
    SPRING_CAFFEINE_TRANSACTION_AWARE("Spring `@Cacheable`, Caffeine, `TransactionAwareCacheManagerProxy`"),
    SPRING_CAFFEINE_SYNC("Spring `@Cacheable(sync = true)`, Caffeine"),
    SPRING_CAFFEINE_ASYNC("Spring `@Cacheable(sync = true)`, Caffeine, `setAsyncCacheMode(true)`"),
    SPRING_REDIS("Spring `@Cacheable`, Redis"),
    SPRING_REDIS_TRANSACTION_AWARE("Spring `@Cacheable`, Redis, `transactionAware()`"),
    SPRING_REDIS_SYNC("Spring `@Cacheable(sync = true)`, Redis"),
    SPRING_REDIS_LOCKING("Spring `@Cacheable(sync = true)`, Redis, `enableLocking()`"),
    JETCACHE_LOCAL("JetCache `@Cached`, local"),
    JETCACHE_LOCAL_PROTECTED("JetCache `@Cached`, local, `@CachePenetrationProtect`"),
    JETCACHE_REMOTE("JetCache `@Cached`, remote"),
    WELLSPRING("Wellspring `@ReadThrough`");

    private final String label;

    Contender(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    Shop open(ConfigurableApplicationContext backends) {
        return switch (this) {
            case SPRING_CAFFEINE -> SpringCached.open(backends, SpringCached.OnCaffeine.class);
            case SPRING_CAFFEINE_TRANSACTION_AWARE ->
                SpringCached.open(backends, SpringCached.OnTransactionAwareCaffeine.class);
            case SPRING_CAFFEINE_SYNC -> SpringCached.openSynchronized(backends, SpringCached.OnCaffeine.class);
            case SPRING_CAFFEINE_ASYNC -> SpringCached.openSynchronized(backends, SpringCached.OnAsyncCaffeine.class);
            case SPRING_REDIS -> SpringCached.open(backends, SpringCached.OnRedis.class);
            case SPRING_REDIS_TRANSACTION_AWARE ->
                SpringCached.open(backends, SpringCached.OnTransactionAwareRedis.class);
            case SPRING_REDIS_SYNC -> SpringCached.openSynchronized(backends, SpringCached.OnRedis.class);
            case SPRING_REDIS_LOCKING -> SpringCached.openSynchronized(backends, SpringCached.OnLockingRedis.class);
            case JETCACHE_LOCAL -> JetCached.open(backends, JetCached.LocalProducts.class);
            case JETCACHE_LOCAL_PROTECTED -> JetCached.open(backends, JetCached.ProtectedProducts.class);
            case JETCACHE_REMOTE -> JetCached.open(backends, JetCached.RemoteProducts.class);
            case WELLSPRING -> Wellspring.open();
        };
    }
}
