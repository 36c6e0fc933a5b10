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
package io.wellspring.springcache;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.cache.interceptor.CacheAspectSupport;
import org.springframework.core.ResolvableType;

/** The caches that Spring's own annotations name. */
public final class SpringCacheNames {

    private final Map<String, List<ResolvableType>> results;

    private SpringCacheNames(Map<String, List<ResolvableType>> results) {
        this.results = results;
    }

    /** Returns all names. */
    public Set<String> all() {
        return results.keySet();
    }

    /** Returns what the methods declare to return whose results are put into a cache. */
    public List<ResolvableType> resultsOf(String cache) {
        return results.getOrDefault(cache, List.of());
    }

    /**
     * Finds those that {@code @Cacheable}, {@code @CachePut} and {@code @CacheEvict} of all beans mention; none, where the application
     * has not enabled them.
     */
    public static SpringCacheNames in(ListableBeanFactory beanFactory) {
        // Whoever enables them, by annotation or in XML, for proxies or AspectJ, declares a bean that acts on them.
        boolean enabled = beanFactory.getBeanNamesForType(CacheAspectSupport.class, true, false).length > 0;
        return new SpringCacheNames(enabled ? CacheAnnotations.of(beanFactory) : Map.of());
    }
}
