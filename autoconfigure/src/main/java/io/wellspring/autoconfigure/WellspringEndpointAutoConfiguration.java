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
import io.wellspring.observe.CacheDashboardEndpoint;
import io.wellspring.observe.CacheEndpoint;
import io.wellspring.observe.FreshnessProbes;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** The endpoint {@code cache}. */
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@AutoConfiguration(after = WellspringAutoConfiguration.class)
@ConditionalOnClass({WebEndpoint.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnBean(name = WellspringAutoConfiguration.CACHES)
@ConditionalOnAvailableEndpoint(CacheEndpoint.class)
@EnableConfigurationProperties(CacheEndpointProperties.class)
public final class WellspringEndpointAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    CacheEndpoint wellspringEndpoint(
            CacheRegistry registry,
            FreshnessProbes probes,
            CacheEndpointProperties properties,
            ApplicationEventPublisher events) {
        return new CacheEndpoint(registry, probes, properties.showValues(), properties.roles(), events);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnAvailableEndpoint
    CacheDashboardEndpoint wellspringDashboard() {
        return new CacheDashboardEndpoint();
    }
}
