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

import io.wellspring.engine.CacheRegistry;
import io.wellspring.fleet.outbox.Shop.Item;
import io.wellspring.store.redis.RedisFleet;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** One node of a fleet: an application in this process. */
final class ShopNode implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    ShopNode(int redisPort, List<String> options) {
        List<String> all = new ArrayList<>(List.of(
                "--spring.application.name=shop",
                "--spring.data.redis.port=" + redisPort,
                "--spring.main.banner-mode=off",
                "--spring.jmx.enabled=false",
                "--spring.jpa.hibernate.ddl-auto=none",
                "--spring.jpa.open-in-view=false",
                "--logging.level.root=warn",
                "--wellspring.redis.enabled=true",
                "--wellspring.redis.timeout=500ms",
                "--wellspring.redis.on-mark-failure=outbox"));
        all.addAll(options);
        context = new SpringApplicationBuilder(Shop.class)
                .web(WebApplicationType.NONE)
                .run(all.toArray(String[]::new));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    String name(long id) {
        return bean(Shop.Names.class).of(id);
    }

    String item(long id) {
        return bean(Shop.Items.class).findById(id).orElseThrow().name();
    }

    /** Whether both entries of an item are kept by this process. */
    boolean keeps(long id) {
        CacheRegistry caches = bean(CacheRegistry.class);
        return caches.known("name").hit(id) != null && caches.known("item").hit(id) != null;
    }

    void rename(long id, String name) {
        inTransaction(entityManager -> entityManager.find(Item.class, id).rename(name));
    }

    void inTransaction(Consumer<EntityManager> action) {
        new TransactionTemplate(bean(PlatformTransactionManager.class))
                .executeWithoutResult(status -> action.accept(bean(EntityManager.class)));
    }

    boolean isProven() {
        return bean(RedisFleet.class).isProven(System.nanoTime());
    }

    @Override
    public void close() {
        context.close();
    }
}
