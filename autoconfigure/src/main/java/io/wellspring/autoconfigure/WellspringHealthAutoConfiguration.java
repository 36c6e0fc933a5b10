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

import io.wellspring.observe.CacheHealthIndicator;
import io.wellspring.store.Fleet;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** Says in {@code /actuator/health} whether the caches have all their tiers. */
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@AutoConfiguration(after = WellspringAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(name = WellspringAutoConfiguration.CACHES)
@ConditionalOnEnabledHealthIndicator("cache")
@EnableConfigurationProperties(CacheHealthProperties.class)
public final class WellspringHealthAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "cacheHealthIndicator")
    CacheHealthIndicator cacheHealthIndicator(ObjectProvider<Fleet> fleet, CacheHealthProperties properties) {
        return new CacheHealthIndicator(
                fleet.getIfAvailable(() -> Fleet.ALONE), properties.downWhenOut() ? Status.DOWN : Status.UP);
    }
}
