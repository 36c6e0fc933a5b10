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
package io.wellspring.checker;

import io.wellspring.engine.CacheRegistry;
import io.wellspring.invalidation.Invalidations;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/** The application that is checked: items on shelves, read in every way that is cached. */
@SpringBootConfiguration
@EnableAutoConfiguration
@EnableCaching
@EntityScan(basePackageClasses = Warehouse.class)
@EnableJpaRepositories(basePackageClasses = Warehouse.class)
class Warehouse {

    @Bean
    Readables readables(EntityManager entityManager, JdbcTemplate jdbc) {
        return new Readables(entityManager, jdbc);
    }

    @Bean
    Nested nested(Items items) {
        return new Nested(items);
    }

    @Bean
    Parts parts(
            Items items,
            Readables readables,
            Nested nested,
            CacheRegistry caches,
            Invalidations invalidations,
            EntityManager entityManager,
            EntityManagerFactory entityManagerFactory,
            PlatformTransactionManager transactionManager,
            JdbcTemplate jdbc) {
        return new Parts(
                items,
                readables,
                nested,
                caches,
                invalidations,
                entityManager,
                entityManagerFactory,
                transactionManager,
                jdbc);
    }
}
