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
package io.wellspring.autoconfigure;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.wellspring.engine.CacheRegistry;
import io.wellspring.invalidation.jpa.HibernateJson;
import io.wellspring.store.redis.RedisFleet;
import io.wellspring.store.redis.ValueMapperCustomizer;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.ManagedType;
import java.util.Objects;
import org.hibernate.SessionFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import tools.jackson.databind.json.JsonMapper;

/** Teaches the mapper that writes values for Redis what entities are, and the caches which of them other nodes may tell of. */
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@AutoConfiguration(before = WellspringRedisAutoConfiguration.class)
@ConditionalOnClass({SessionFactory.class, JsonMapper.class, LettuceConnectionFactory.class, CircuitBreaker.class})
public final class WellspringRedisJpaAutoConfiguration {

    @Bean
    static ValueMapperCustomizer wellspringHibernateJson(ObjectProvider<EntityManagerFactory> factories) {
        return builder -> builder.addModule(new HibernateJson(factories));
    }

    /** What another node computes from an entity, it may know by a supertype or a subtype of that. */
    @Bean
    static SmartInitializingSingleton wellspringEntityTypes(
            ObjectProvider<EntityManagerFactory> factories,
            ObjectProvider<RedisFleet> fleet,
            ObjectProvider<CacheRegistry> caches) {
        return () -> fleet.ifAvailable(shared -> factories.stream()
                .flatMap(factory -> factory.getMetamodel().getManagedTypes().stream())
                .map(ManagedType::getJavaType)
                .filter(Objects::nonNull)
                .forEach(caches.getObject()::know));
    }
}
