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
import org.hibernate.SessionFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;

/** Invalidates what was computed from entities when they change through Hibernate. */
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@AutoConfiguration(after = WellspringAutoConfiguration.class)
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

    @Bean
    static PersistenceUnitPostProcessor wellspringPersistenceUnitPostProcessor(
            ObjectProvider<CacheRegistry> caches, ObjectProvider<BoundSessions> sessions) {
        return new PersistenceUnitPostProcessor(caches, sessions);
    }
}
