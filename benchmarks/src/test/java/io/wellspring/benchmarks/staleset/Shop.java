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

import jakarta.persistence.EntityManager;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.transaction.support.TransactionOperations;

/** A running application of one contender. */
record Shop(ConfigurableApplicationContext application) implements AutoCloseable {

    /** No product is met twice, so that no contender finds what another one left in Redis. */
    private static final AtomicLong IDS = new AtomicLong();

    /** Opens an application of a peer, which caches on its own in front of what all peers share. */
    static Shop open(ConfigurableApplicationContext backends, Class<?>... components) {
        AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext();
        application.setParent(backends);
        application.register(components);
        application.refresh();
        return new Shop(application);
    }

    static ConfigurableApplicationContext start(Class<?> configuration, String... properties) {
        return new SpringApplicationBuilder(configuration)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .properties("logging.level.root=warn", "spring.datasource.url=jdbc:h2:mem:stale-set;DB_CLOSE_DELAY=-1")
                .properties(properties)
                .run();
    }

    Long add(String name) {
        Long id = IDS.incrementAndGet();
        transactions().executeWithoutResult(status -> entityManager().persist(new Product(id, name)));
        return id;
    }

    /** Reads by way of the cache. */
    String read(Long id) {
        return products().find(id).name();
    }

    void rename(Long id, String name) {
        products().rename(id, name);
    }

    /** Changes a product, reads it by way of the cache in the same transaction, and rolls back. */
    String readOwnChangeAndRollBack(Long id, String name) {
        return transactions().execute(status -> {
            status.setRollbackOnly();
            entityManager().find(Product.class, id).rename(name);
            entityManager().flush();
            return read(id);
        });
    }

    @Override
    public void close() {
        application.close();
    }

    private Products products() {
        return application.getBean(Products.class);
    }

    private TransactionOperations transactions() {
        return application.getBean(TransactionOperations.class);
    }

    private EntityManager entityManager() {
        return application.getBean(EntityManager.class);
    }
}
