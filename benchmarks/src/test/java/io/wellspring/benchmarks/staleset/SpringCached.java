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

import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.Consumer;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.cache.transaction.TransactionAwareCacheManagerProxy;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.cache.RedisCacheManager.RedisCacheManagerBuilder;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.cache.RedisCacheWriter.RedisCacheWriterConfigurer;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.transaction.support.TransactionOperations;
import redis.embedded.RedisServer;

/** Spring's own annotations, on the cache managers that are taken for them. */
@Configuration(proxyBeanMethods = false)
@EnableCaching(proxyTargetClass = true)
final class SpringCached {

    static Shop open(ConfigurableApplicationContext backends, Class<?> cacheManager) {
        return Shop.open(backends, SpringCached.class, cacheManager, CacheableProducts.class);
    }

    static Shop openSynchronized(ConfigurableApplicationContext backends, Class<?> cacheManager) {
        return Shop.open(backends, SpringCached.class, cacheManager, SynchronizedProducts.class);
    }

    static class CacheableProducts extends DatabaseProducts {

        CacheableProducts(ProductRepository repository, TransactionOperations transactions) {
            super(repository, transactions);
        }

        @Override
        @Cacheable("product")
        public Product find(Long id) {
            return super.find(id);
        }

        @Override
        @CacheEvict(cacheNames = "product", key = "#id")
        public void rename(Long id, String name) {
            super.rename(id, name);
        }
    }

    static class SynchronizedProducts extends DatabaseProducts {

        SynchronizedProducts(ProductRepository repository, TransactionOperations transactions) {
            super(repository, transactions);
        }

        @Override
        @Cacheable(cacheNames = "product", sync = true)
        public Product find(Long id) {
            return super.find(id);
        }

        @Override
        @CacheEvict(cacheNames = "product", key = "#id")
        public void rename(Long id, String name) {
            super.rename(id, name);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static final class OnCaffeine {

        @Bean
        CacheManager cacheManager() {
            return caffeine();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static final class OnAsyncCaffeine {

        @Bean
        CacheManager cacheManager() {
            CaffeineCacheManager manager = caffeine();
            manager.setAsyncCacheMode(true);
            return manager;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static final class OnTransactionAwareCaffeine {

        @Bean
        CacheManager cacheManager() {
            return new TransactionAwareCacheManagerProxy(caffeine());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class RedisClient {

        @Bean
        LettuceConnectionFactory connections(RedisServer redis) {
            return new LettuceConnectionFactory(Backends.host(), Backends.port(redis));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static final class OnRedis extends RedisClient {

        @Bean
        CacheManager cacheManager(LettuceConnectionFactory connections) {
            return redis(connections, writer -> {}).build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static final class OnLockingRedis extends RedisClient {

        @Bean
        CacheManager cacheManager(LettuceConnectionFactory connections) {
            return redis(connections, RedisCacheWriterConfigurer::enableLocking).build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static final class OnTransactionAwareRedis extends RedisClient {

        @Bean
        CacheManager cacheManager(LettuceConnectionFactory connections) {
            return redis(connections, writer -> {}).transactionAware().build();
        }
    }

    private static CaffeineCacheManager caffeine() {
        CaffeineCacheManager manager = new CaffeineCacheManager("product");
        manager.setCaffeine(Caffeine.newBuilder().maximumSize(100).expireAfterWrite(Backends.TTL));
        return manager;
    }

    /** Puts and evicts at once. By default both may still be on their way when the call returns. */
    private static RedisCacheManagerBuilder redis(
            LettuceConnectionFactory connections, Consumer<RedisCacheWriterConfigurer> more) {
        RedisCacheWriter writer =
                RedisCacheWriter.create(connections, more.andThen(RedisCacheWriterConfigurer::immediateWrites));
        return RedisCacheManager.builder(writer)
                .cacheDefaults(RedisCacheConfiguration.defaultCacheConfig().entryTtl(Backends.TTL));
    }
}
