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

import io.wellspring.copy.Detacher;
import io.wellspring.engine.CacheRegistry;
import io.wellspring.engine.Sequence;
import io.wellspring.invalidation.jpa.BoundSessions;
import io.wellspring.invalidation.jpa.HibernateDetacher;
import io.wellspring.store.Fleet;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.ManagedType;
import java.util.Objects;
import org.hibernate.SessionFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;

/** Invalidates what was computed from entities when they change through Hibernate. */
@AutoConfiguration(
        after = WellspringAutoConfiguration.class,
        beforeName = "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration")
@ConditionalOnClass({SessionFactory.class, AbstractEntityManagerFactoryBean.class})
@ConditionalOnBean(name = WellspringAutoConfiguration.CACHES)
public final class WellspringJpaAutoConfiguration {

    @Bean
    static Detacher wellspringHibernateDetacher() {
        return new HibernateDetacher();
    }

    @Bean
    static BoundSessions wellspringBoundSessions(Sequence invalidations) {
        return new BoundSessions(invalidations);
    }

    /** What another node computes from an entity, it may know by a supertype or a subtype of that. */
    @Bean
    static SmartInitializingSingleton wellspringEntityTypes(
            ObjectProvider<EntityManagerFactory> factories, ObjectProvider<Fleet> fleet, CacheRegistry caches) {
        return () -> {
            if (fleet.getIfAvailable(() -> Fleet.ALONE).isShared()) {
                factories.stream()
                        .flatMap(factory -> factory.getMetamodel().getManagedTypes().stream())
                        .map(ManagedType::getJavaType)
                        .filter(Objects::nonNull)
                        .forEach(caches::know);
            }
        };
    }

    @Bean
    static PersistenceUnitPostProcessor wellspringPersistenceUnitPostProcessor(
            ObjectProvider<CacheRegistry> caches, ObjectProvider<BoundSessions> sessions) {
        return new PersistenceUnitPostProcessor(caches, sessions);
    }
}
