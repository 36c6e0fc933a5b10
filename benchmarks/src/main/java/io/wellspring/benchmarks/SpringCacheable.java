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
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spring's own annotation on Caffeine, as an application without Wellspring has it. */
@Configuration(proxyBeanMethods = false)
@EnableCaching(proxyTargetClass = true)
final class SpringCacheable {

    static Lookup open() {
        return ApplicationLookup.start(SpringCacheable.class, Products.class, products -> products::find);
    }

    @Bean
    CaffeineCacheManager cacheManager() {
        CaffeineCacheManager manager = new CaffeineCacheManager("product");
        manager.setCaffeine(Caffeine.newBuilder().maximumSize(Catalogue.SIZE).expireAfterWrite(Catalogue.TTL));
        return manager;
    }

    @Bean
    Products products() {
        return new Products();
    }

    static class Products {

        private final Catalogue catalogue = new Catalogue();

        @Cacheable("product")
        public Product find(long id) {
            return catalogue.take(id);
        }
    }
}
