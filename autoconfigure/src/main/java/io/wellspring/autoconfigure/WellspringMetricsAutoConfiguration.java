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

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.wellspring.engine.CacheRegistry;
import io.wellspring.observe.CacheMetrics;
import io.wellspring.observe.FreshnessMetrics;
import io.wellspring.observe.FreshnessProbes;
import io.wellspring.springcache.WellspringCache;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.cache.metrics.CacheMeterBinderProvider;
import org.springframework.boot.cache.metrics.CacheMetricsRegistrar;
import org.springframework.context.annotation.Bean;

/** Has Spring Boot's own cache metrics count our caches too. */
@AutoConfiguration(after = WellspringAutoConfiguration.class)
@ConditionalOnClass({MeterBinder.class, CacheMeterBinderProvider.class})
@ConditionalOnBean(name = WellspringAutoConfiguration.CACHES)
public final class WellspringMetricsAutoConfiguration {

    @Bean
    CacheMeterBinderProvider<WellspringCache> wellspringCacheMeterBinderProvider(CacheRegistry registry) {
        return (cache, tags) -> new CacheMetrics(registry.known(cache.getName()), tags);
    }

    @Bean
    FreshnessMetrics wellspringFreshnessMetrics(FreshnessProbes probes) {
        return new FreshnessMetrics(probes);
    }

    @Bean
    static UnboundCacheMetrics wellspringUnboundCacheMetrics(
            CacheRegistry registry,
            ObjectProvider<MeterRegistry> meters,
            ObjectProvider<CacheMetricsRegistrar> registrar,
            ListableBeanFactory beanFactory) {
        return new UnboundCacheMetrics(registry, meters, registrar, beanFactory);
    }
}
