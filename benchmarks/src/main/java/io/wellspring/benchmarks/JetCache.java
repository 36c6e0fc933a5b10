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
package io.wellspring.benchmarks;

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
import java.util.function.Function;
import java.util.function.LongFunction;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** JetCache by its annotation, set up by hand as its manual shows it for Spring without Boot. */
@Configuration(proxyBeanMethods = false)
@EnableMethodCache(basePackages = "io.wellspring.benchmarks", proxyTargetClass = true)
@Import(JetCacheBaseBeans.class)
final class JetCache {

    private static final int HOUR = 3600;

    static Lookup overRedis(int port, Function<Cards, LongFunction<? extends Object>> method) {
        return ApplicationLookup.start(JetCache.class, Cards.class, method, "spring.data.redis.port=" + port);
    }

    static Lookup open() {
        return ApplicationLookup.start(JetCache.class, Products.class, products -> products::find);
    }

    @Bean
    Cards cards() {
        return new Cards();
    }

    @Bean
    Slow slow() {
        return new Slow();
    }

    @Bean
    Products products() {
        return new Products();
    }

    @Bean
    RedisClient redisClient(@Value("${spring.data.redis.port:0}") int port) {
        // It connects when it is first asked.
        return RedisClient.create(RedisURI.create("localhost", port));
    }

    @Bean
    GlobalCacheConfig globalCacheConfig(RedisClient redisClient) {
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
                        .redisClient(redisClient)));
        return config;
    }

    static class Products {

        private final Catalogue catalogue = new Catalogue();

        @Cached(name = "product.", key = "#id", expire = HOUR, localLimit = Catalogue.SIZE, cacheType = CacheType.LOCAL)
        public Product find(long id) {
            return catalogue.take(id);
        }
    }

    static class Cards {

        @Cached(name = "remote.", key = "#id", expire = HOUR, cacheType = CacheType.REMOTE)
        public Card remote(long id) {
            return new Card(id, "Article " + id);
        }

        @Cached(name = "near.", key = "#id", expire = HOUR, localLimit = Catalogue.SIZE, cacheType = CacheType.BOTH)
        public Card near(long id) {
            return new Card(id, "Article " + id);
        }
    }
}
