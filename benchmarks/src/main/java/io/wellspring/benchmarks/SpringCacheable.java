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
import java.util.function.Function;
import java.util.function.LongFunction;
import org.cache2k.extra.spring.SpringCache2kCacheManager;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spring's own annotation, as an application without Wellspring has it. */
final class SpringCacheable {

    private SpringCacheable() {}

    static Lookup onCaffeine(Function<Products, LongFunction<? extends Object>> method) {
        return ApplicationLookup.start(OnCaffeine.class, Products.class, method);
    }

    static Lookup onCache2k() {
        return ApplicationLookup.start(OnCache2k.class, Products.class, products -> products::find);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableCaching(proxyTargetClass = true)
    static class OnCaffeine {

        @Bean
        CacheManager cacheManager() {
            CaffeineCacheManager manager = new CaffeineCacheManager("product", "slow");
            manager.setCaffeine(
                    Caffeine.newBuilder().maximumSize(Catalogue.SIZE).expireAfterWrite(Catalogue.TTL));
            return manager;
        }

        @Bean
        Slow slow() {
            return new Slow();
        }

        @Bean
        Products products() {
            return new Products();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableCaching(proxyTargetClass = true)
    static class OnCache2k {

        @Bean
        CacheManager cacheManager() {
            return new SpringCache2kCacheManager("wellspring-benchmarks")
                    .addCaches(cache ->
                            cache.name("product").entryCapacity(Catalogue.SIZE).expireAfterWrite(Catalogue.TTL));
        }

        @Bean
        Products products() {
            return new Products();
        }
    }

    static class Products {

        private final Catalogue catalogue = new Catalogue();

        @Cacheable("product")
        public Product find(long id) {
            return catalogue.take(id);
        }

        @Cacheable(cacheNames = "product", key = "#id")
        public Product findByKey(long id) {
            return catalogue.take(id);
        }

        @Cacheable(cacheNames = "product", sync = true)
        public Product findInSync(long id) {
            return catalogue.take(id);
        }
    }
}
