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

import io.wellspring.engine.CacheRegistry;
import io.wellspring.invalidation.jpa.BoundSessions;
import io.wellspring.invalidation.jpa.BulkStatements;
import io.wellspring.invalidation.jpa.PersistenceUnit;
import java.util.Map;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.SessionEventSettings;
import org.hibernate.jpa.boot.spi.JpaSettings;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;

/**
 * Has every persistence unit tell of what it commits, and of the sessions that it opens: not only the one that Spring Boot
 * configures.
 */
final class PersistenceUnitPostProcessor implements BeanPostProcessor {

    private static final Log logger = LogFactory.getLog(PersistenceUnitPostProcessor.class);

    private final ObjectProvider<CacheRegistry> caches;
    private final ObjectProvider<BoundSessions> sessions;

    PersistenceUnitPostProcessor(ObjectProvider<CacheRegistry> caches, ObjectProvider<BoundSessions> sessions) {
        this.caches = caches;
        this.sessions = sessions;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (bean instanceof AbstractEntityManagerFactoryBean factory) {
            PersistenceUnit unit = new PersistenceUnit(caches::getObject);
            Map<String, Object> settings = factory.getJpaPropertyMap();
            settings.compute(JpaSettings.INTEGRATOR_PROVIDER, (name, theirs) -> IntegratorProviders.with(unit, theirs));
            settings.compute(
                    JdbcSettings.STATEMENT_INSPECTOR,
                    (name, theirs) -> unit.statementInspector(
                            theirs == null ? null : Instances.of(theirs, StatementInspector.class)));
            listenToSessions(settings, beanName);
            factory.setEntityManagerInitializer(sessions.getObject()::opened);
        }
        return bean;
    }

    /** Hibernate takes one class, and makes one of it for each session. */
    private static void listenToSessions(Map<String, Object> settings, String beanName) {
        Object theirs =
                settings.putIfAbsent(SessionEventSettings.AUTO_SESSION_EVENTS_LISTENER, BulkStatements.class.getName());
        if (theirs != null && !theirs.equals(BulkStatements.class.getName())) {
            logger.warn("The property " + SessionEventSettings.AUTO_SESSION_EVENTS_LISTENER + " of " + beanName
                    + " is set to "
                    + theirs + ": bulk statements are not heard, and invalidate nothing. Register that listener by"
                    + " Session.addEventListeners instead, or announce bulk statements by Invalidations.");
        }
    }
}
