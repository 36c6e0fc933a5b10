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

import io.wellspring.annotation.ReadThrough;
import io.wellspring.autoconfigure.WellspringJpaAutoConfiguration;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application with the starter on its class path, as a user would write it. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        exclude = {
            // There is no database in it; other benchmarks have theirs.
            DataSourceAutoConfiguration.class,
            HibernateJpaAutoConfiguration.class,
            WellspringJpaAutoConfiguration.class
        })
final class Wellspring {

    static Lookup open(Function<Products, LongFunction<? extends Object>> method) {
        return ApplicationLookup.start(
                Wellspring.class,
                Products.class,
                method,
                "wellspring.defaults.ttl=" + Catalogue.TTL,
                "wellspring.defaults.maximum-size=" + Catalogue.SIZE);
    }

    @Bean
    Slow slow() {
        return new Slow();
    }

    @Bean
    Products products() {
        return new Products();
    }

    static class Products {

        private final Catalogue catalogue = new Catalogue();

        @ReadThrough("product")
        public Product find(long id) {
            return catalogue.take(id);
        }

        @ReadThrough(cache = "product", key = "#id")
        public Product findByKey(long id) {
            return catalogue.take(id);
        }

        @ReadThrough(cache = "product", key = "#result.id")
        public List<Product> findAll(Collection<Long> ids) {
            return ids.stream().map(catalogue::take).toList();
        }

        @ReadThrough("productOfTwo")
        public Product findOfTwo(long id, String language) {
            return catalogue.take(id);
        }
    }
}
