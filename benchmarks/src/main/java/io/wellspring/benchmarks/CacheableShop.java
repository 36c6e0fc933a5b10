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

import com.github.benmanes.caffeine.cache.Caffeine;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.Repository;

/** A {@link Shop} that caches with Spring's own annotation. To be started without Wellspring. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableCaching
@EnableJpaRepositories(
        considerNestedRepositories = true,
        includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = CacheableShop.Cards.class))
class CacheableShop {

    private CacheableShop() {}

    /** Nested, so that the other applications of this package do not find it. */
    interface Cards extends Repository<Article, Long> {

        @Cacheable("card")
        @Query("select new io.wellspring.benchmarks.Card(a.id, a.name) from Article a where a.id = ?1")
        Card card(Long id);
    }

    @Bean
    static CacheManager cacheManager(@Value("${wellspring.defaults.maximum-size}") int maximumSize) {
        CaffeineCacheManager manager = new CaffeineCacheManager("card");
        manager.setCaffeine(Caffeine.newBuilder()
                .maximumSize(maximumSize)
                .expireAfterWrite(Catalogue.TTL)
                // On the pool it would evict later, and hold more than the others meanwhile.
                .executor(Runnable::run));
        return manager;
    }
}
