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
import io.wellspring.springcache.WellspringCacheManager;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.cache.CacheManager;
import org.springframework.context.annotation.Bean;

/**
 * Serves Spring's own cache annotations, unless the application has a {@code CacheManager} of its own or chooses one of Spring
 * Boot's by {@code spring.cache.type}.
 */
@AutoConfiguration(
        after = WellspringAutoConfiguration.class,
        beforeName = "org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration")
@ConditionalOnBean(name = WellspringAutoConfiguration.CACHES)
// Spring Boot knows no such type: one is chosen, or none.
@ConditionalOnProperty(name = "spring.cache.type", havingValue = "wellspring", matchIfMissing = true)
public final class WellspringCacheManagerAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(CacheManager.class)
    WellspringCacheManager cacheManager(CacheRegistry registry) {
        return new WellspringCacheManager(registry);
    }
}
