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
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.wellspring.engine.CacheRegistry;
import io.wellspring.observe.CacheMetrics;
import io.wellspring.observe.FreshnessMetrics;
import io.wellspring.observe.FreshnessProbes;
import io.wellspring.springcache.WellspringCacheManager;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.util.StringUtils;

/**
 * Has all caches counted, those too that come to be later or beside the application's own cache manager: Spring Boot counts, once at
 * the start, the caches of cache managers.
 */
final class CacheMeters implements MeterBinder {

    private static final String SUFFIX = "cacheManager";
    private static final String NO_MANAGER = "none";

    private final CacheRegistry caches;
    private final FreshnessMetrics freshness;
    private final ListableBeanFactory beanFactory;

    CacheMeters(CacheRegistry caches, FreshnessProbes probes, ListableBeanFactory beanFactory) {
        this.caches = caches;
        this.freshness = new FreshnessMetrics(probes);
        this.beanFactory = beanFactory;
    }

    /** The tags are those that Spring Boot gives other caches: some systems refuse what differs in them. */
    @Override
    public void bindTo(MeterRegistry meters) {
        String manager = managerName();
        caches.forEach(region ->
                new CacheMetrics(region, Tags.of("cache.manager", manager, "name", region.name())).bindTo(meters));
        freshness.bindTo(meters);
    }

    /** Returns the name of our cache manager as Spring Boot shortens it. */
    private String managerName() {
        String[] names = beanFactory.getBeanNamesForType(WellspringCacheManager.class);
        if (names.length == 0) {
            return NO_MANAGER;
        }
        String name = names[0];
        return name.length() > SUFFIX.length() && StringUtils.endsWithIgnoreCase(name, SUFFIX)
                ? name.substring(0, name.length() - SUFFIX.length())
                : name;
    }
}
