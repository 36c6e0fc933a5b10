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

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.serializer.JacksonJsonRedisSerializer;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;

/** An application with Spring's own annotation over Redis; the values are JSON there. */
@Configuration(proxyBeanMethods = false)
@EnableCaching(proxyTargetClass = true)
@ImportAutoConfiguration(DataRedisAutoConfiguration.class)
class SpringDataRedis {

    static Lookup open(int port) {
        return ApplicationLookup.start(
                SpringDataRedis.class, Cards.class, cards -> cards::find, "spring.data.redis.port=" + port);
    }

    @Bean
    CacheManager cacheManager(RedisConnectionFactory connections) {
        return RedisCacheManager.builder(connections)
                .cacheDefaults(RedisCacheConfiguration.defaultCacheConfig()
                        .entryTtl(Catalogue.TTL)
                        .serializeValuesWith(
                                SerializationPair.fromSerializer(new JacksonJsonRedisSerializer<>(Card.class))))
                .build();
    }

    @Bean
    Cards cards() {
        return new Cards();
    }

    @Bean
    Slow slow() {
        return new Slow();
    }

    static class Cards {

        @Cacheable("card")
        public Card find(long id) {
            return new Card(id, "Article " + id);
        }
    }
}
