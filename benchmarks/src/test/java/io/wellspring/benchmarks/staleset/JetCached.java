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

import com.alicp.jetcache.anno.CacheInvalidate;
import com.alicp.jetcache.anno.CachePenetrationProtect;
import com.alicp.jetcache.anno.CacheType;
import com.alicp.jetcache.anno.Cached;
import com.alicp.jetcache.anno.config.EnableMethodCache;
import com.alicp.jetcache.anno.support.GlobalCacheConfig;
import com.alicp.jetcache.anno.support.JetCacheBaseBeans;
import com.alicp.jetcache.embedded.CaffeineCacheBuilder;
import com.alicp.jetcache.redis.lettuce.RedisLettuceCacheBuilder;
import com.alicp.jetcache.support.Fastjson2KeyConvertor;
import com.alicp.jetcache.support.JavaValueDecoder;
import com.alicp.jetcache.support.JavaValueEncoder;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionOperations;
import redis.embedded.RedisServer;

/** JetCache by its annotations, set up by hand as its manual shows it for Spring without Boot. */
@Configuration(proxyBeanMethods = false)
@EnableMethodCache(basePackages = "io.wellspring.benchmarks.staleset", proxyTargetClass = true)
@Import(JetCacheBaseBeans.class)
final class JetCached {

    private static final int TTL_SECONDS = 3600;

    static Shop open(ConfigurableApplicationContext backends, Class<? extends Products> products) {
        return Shop.open(backends, JetCached.class, products);
    }

    static class LocalProducts extends DatabaseProducts {

        LocalProducts(ProductRepository repository, TransactionOperations transactions) {
            super(repository, transactions);
        }

        @Override
        @Cached(name = "product.", key = "#id", expire = TTL_SECONDS, cacheType = CacheType.LOCAL)
        public Product find(Long id) {
            return super.find(id);
        }

        @Override
        @CacheInvalidate(name = "product.", key = "#id")
        public void rename(Long id, String name) {
            super.rename(id, name);
        }
    }

    static class ProtectedProducts extends DatabaseProducts {

        ProtectedProducts(ProductRepository repository, TransactionOperations transactions) {
            super(repository, transactions);
        }

        @Override
        @Cached(name = "product.", key = "#id", expire = TTL_SECONDS, cacheType = CacheType.LOCAL)
        @CachePenetrationProtect
        public Product find(Long id) {
            return super.find(id);
        }

        @Override
        @CacheInvalidate(name = "product.", key = "#id")
        public void rename(Long id, String name) {
            super.rename(id, name);
        }
    }

    static class RemoteProducts extends DatabaseProducts {

        RemoteProducts(ProductRepository repository, TransactionOperations transactions) {
            super(repository, transactions);
        }

        @Override
        @Cached(name = "product.", key = "#id", expire = TTL_SECONDS, cacheType = CacheType.REMOTE)
        public Product find(Long id) {
            return super.find(id);
        }

        @Override
        @CacheInvalidate(name = "product.", key = "#id")
        public void rename(Long id, String name) {
            super.rename(id, name);
        }
    }

    @Bean(destroyMethod = "shutdown")
    RedisClient client(RedisServer redis) {
        return RedisClient.create(RedisURI.create(Backends.host(), Backends.port(redis)));
    }

    @Bean
    GlobalCacheConfig globalCacheConfig(RedisClient client) {
        GlobalCacheConfig config = new GlobalCacheConfig();
        config.setLocalCacheBuilders(Map.of(
                "default",
                CaffeineCacheBuilder.createCaffeineCacheBuilder().keyConvertor(Fastjson2KeyConvertor.INSTANCE)));
        config.setRemoteCacheBuilders(Map.of(
                "default",
                RedisLettuceCacheBuilder.createRedisLettuceCacheBuilder()
                        .keyConvertor(Fastjson2KeyConvertor.INSTANCE)
                        .valueEncoder(JavaValueEncoder.INSTANCE)
                        .valueDecoder(JavaValueDecoder.INSTANCE)
                        .redisClient(client)));
        return config;
    }
}
