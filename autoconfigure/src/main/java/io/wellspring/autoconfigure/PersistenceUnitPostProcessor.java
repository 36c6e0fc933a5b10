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

import io.wellspring.invalidation.Invalidations;
import io.wellspring.invalidation.jpa.InvalidationIntegrator;
import io.wellspring.invalidation.jpa.SessionAges;
import org.hibernate.jpa.boot.spi.JpaSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;

/**
 * Has every persistence unit tell of what it commits, and of the sessions that it opens: not only the one that Spring Boot
 * configures.
 */
final class PersistenceUnitPostProcessor implements BeanPostProcessor {

    private final ObjectProvider<Invalidations> invalidations;
    private final ObjectProvider<SessionAges> ages;

    PersistenceUnitPostProcessor(ObjectProvider<Invalidations> invalidations, ObjectProvider<SessionAges> ages) {
        this.invalidations = invalidations;
        this.ages = ages;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (bean instanceof AbstractEntityManagerFactoryBean factory) {
            factory.getJpaPropertyMap()
                    .compute(
                            JpaSettings.INTEGRATOR_PROVIDER,
                            (name, theirs) -> IntegratorProviders.with(
                                    new InvalidationIntegrator(invalidations::getObject), theirs));
            factory.setEntityManagerInitializer(ages.getObject()::opened);
        }
        return bean;
    }
}
