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
package io.wellspring.fleet.outbox;

import io.wellspring.annotation.ReadThrough;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.util.Optional;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.CrudRepository;

/** The application that each node runs. */
@SpringBootConfiguration
@EnableAutoConfiguration
@EntityScan(basePackageClasses = Shop.class)
@EnableJpaRepositories(basePackageClasses = Shop.class, considerNestedRepositories = true)
class Shop {

    @Bean
    Names names(EntityManager entityManager) {
        return new Names(entityManager);
    }

    interface Items extends CrudRepository<Item, Long> {

        @ReadThrough("item")
        @Override
        Optional<Item> findById(Long id);
    }

    /** What is computed from items. */
    static class Names {

        private final EntityManager entityManager;

        Names(EntityManager entityManager) {
            this.entityManager = entityManager;
        }

        @ReadThrough("name")
        public String of(long id) {
            return entityManager
                    .createQuery("select i.name from Item i where i.id = :id", String.class)
                    .setParameter("id", id)
                    .getSingleResult();
        }
    }

    @Entity(name = "Item")
    static class Item {

        @Id
        private Long id;

        @Version
        private Long version;

        private String name;

        protected Item() {}

        Item(long id, String name) {
            this.id = id;
            this.name = name;
        }

        String name() {
            return name;
        }

        void rename(String to) {
            name = to;
        }
    }
}
