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
package io.wellspring.invalidation.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.autoconfigure.WellspringAutoConfiguration;
import io.wellspring.autoconfigure.WellspringJpaAutoConfiguration;
import io.wellspring.engine.CacheRegistry;
import io.wellspring.invalidation.jpa.Shop.Category;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

/** Units that the application sets up by itself are heard as the one of Spring Boot is. */
class PersistenceUnitsTests {

    @Configuration(proxyBeanMethods = false)
    static class TwoUnits {
        @Bean
        LocalContainerEntityManagerFactoryBean first() {
            return unit("first");
        }

        @Bean
        LocalContainerEntityManagerFactoryBean second() {
            return unit("second");
        }

        private static LocalContainerEntityManagerFactoryBean unit(String name) {
            HibernateJpaVendorAdapter adapter = new HibernateJpaVendorAdapter();
            adapter.setGenerateDdl(true);
            LocalContainerEntityManagerFactoryBean unit = new LocalContainerEntityManagerFactoryBean();
            unit.setPersistenceUnitName(name);
            unit.setDataSource(new DriverManagerDataSource("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1"));
            unit.setManagedTypes(PersistenceManagedTypes.of(Category.class.getName()));
            unit.setJpaVendorAdapter(adapter);
            return unit;
        }
    }

    @Test
    void eachUnitInvalidates() {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(WellspringAutoConfiguration.class, WellspringJpaAutoConfiguration.class))
                .withUserConfiguration(TwoUnits.class)
                .withPropertyValues("spring.cache.cache-names=categories")
                .run(context -> {
                    CacheRegistry caches = context.getBean(CacheRegistry.class);
                    caches.known("categories").dependOn(Category.class);
                    for (String name : new String[] {"first", "second"}) {
                        caches.known("categories").put("key", "computed");
                        EntityManagerFactory unit = context.getBean(name, EntityManagerFactory.class);
                        try (EntityManager session = unit.createEntityManager()) {
                            session.getTransaction().begin();
                            session.persist(new Category("Tools"));
                            session.getTransaction().commit();
                        }
                        assertThat(caches.known("categories").hit("key"))
                                .as(name)
                                .isNull();
                    }
                });
    }
}
