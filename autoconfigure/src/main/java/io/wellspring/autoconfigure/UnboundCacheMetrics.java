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
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.wellspring.engine.CacheRegistry;
import io.wellspring.engine.Region;
import io.wellspring.observe.CacheMetrics;
import io.wellspring.springcache.WellspringCache;
import io.wellspring.springcache.WellspringCacheManager;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.cache.metrics.CacheMetricsRegistrar;
import org.springframework.util.StringUtils;

/**
 * Has those caches counted that Spring Boot does not come by: it counts, once at the start, the caches of cache managers. All that come
 * to be later are missing, and where the application has another cache manager, all.
 */
final class UnboundCacheMetrics implements SmartInitializingSingleton {

    private static final String SUFFIX = "cacheManager";
    private static final String NO_MANAGER = "none";

    private final CacheRegistry registry;
    private final ObjectProvider<MeterRegistry> meters;
    private final ObjectProvider<CacheMetricsRegistrar> registrar;
    private final ListableBeanFactory beanFactory;

    UnboundCacheMetrics(
            CacheRegistry registry,
            ObjectProvider<MeterRegistry> meters,
            ObjectProvider<CacheMetricsRegistrar> registrar,
            ListableBeanFactory beanFactory) {
        this.registry = registry;
        this.meters = meters;
        this.registrar = registrar;
        this.beanFactory = beanFactory;
    }

    @Override
    public void afterSingletonsInstantiated() {
        CacheMetricsRegistrar boots = registrar.getIfAvailable();
        String manager = managerName();
        if (boots != null && manager != null) {
            registry.onDeclared(
                    region -> boots.bindCacheToRegistry(new WellspringCache(region), Tag.of("cache.manager", manager)));
            return;
        }
        MeterRegistry registered = meters.getIfAvailable();
        if (registered != null) {
            registry.forEach(region -> bind(region, registered));
        }
    }

    /** The tags must be those that Spring Boot gives: some systems refuse what differs in them. */
    private static void bind(Region region, MeterRegistry registered) {
        new CacheMetrics(region, Tags.of("cache.manager", NO_MANAGER, "name", region.name())).bindTo(registered);
    }

    /** Returns the name of our cache manager as Spring Boot shortens it; null where there is none. */
    private @Nullable String managerName() {
        String[] names = beanFactory.getBeanNamesForType(WellspringCacheManager.class);
        if (names.length == 0) {
            return null;
        }
        String name = names[0];
        return name.length() > SUFFIX.length() && StringUtils.endsWithIgnoreCase(name, SUFFIX)
                ? name.substring(0, name.length() - SUFFIX.length())
                : name;
    }
}
