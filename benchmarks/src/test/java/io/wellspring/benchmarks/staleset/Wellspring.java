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

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/** An application with the starter on its class path, and with JPA of its own on the same database. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EntityScan(basePackageClasses = Product.class)
@EnableJpaRepositories(
        basePackageClasses = ReadThroughProductRepository.class,
        includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = ReadThroughProductRepository.class))
@Import(DatabaseProducts.class)
final class Wellspring {

    static Shop open() {
        return new Shop(Shop.start(
                Wellspring.class,
                "spring.jpa.hibernate.ddl-auto=none",
                "wellspring.caches.product.ttl=" + Backends.TTL));
    }
}
