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

import io.wellspring.policy.Ticker;
import jakarta.persistence.EntityManager;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;

/** An application with JPA on a database in memory, as a user would write it. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class Shop {

    /** The property with which hits of the local tier go by the exact time, as those of a near tier do. */
    static final String EXACT_CLOCK = "shop.exact-clock";

    private static final int MAKERS = 100;
    private static final int COUNTRIES = 10;

    static ConfigurableApplicationContext start(String... properties) {
        ConfigurableApplicationContext application = Applications.start(Shop.class, properties);
        EntityManager entities = application.getBean(EntityManager.class);
        application.getBean(TransactionOperations.class).executeWithoutResult(status -> {
            insert(entities, "country (id, name) select x, 'Country ' || x", COUNTRIES);
            insert(entities, "maker (id, country_id) select x, 1 + mod(x, " + COUNTRIES + ")", MAKERS);
            insert(
                    entities,
                    "article (id, name, stock, maker_id, version) select " + Catalogue.FIRST_ID
                            + " - 1 + x, 'Article ' || x, 0, 1 + mod(x, " + MAKERS + "), 0",
                    Catalogue.SIZE);
            insert(entities, "customer (id, name) select x, 'Customer ' || x", Surroundings.CUSTOMERS);
        });
        return application;
    }

    @Bean
    @ConditionalOnProperty(EXACT_CLOCK)
    Ticker ticker() {
        return Ticker.system();
    }

    private static void insert(EntityManager entities, String what, int count) {
        entities.createNativeQuery("insert into " + what + " from system_range(1, " + count + ")")
                .executeUpdate();
    }
}
