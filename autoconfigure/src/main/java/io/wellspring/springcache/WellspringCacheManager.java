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

import io.wellspring.engine.CacheRegistry;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;

/** Serves Spring's own annotations from the same caches. A cache that nobody declared comes to be when it is asked for. */
public final class WellspringCacheManager implements CacheManager {

    private final CacheRegistry registry;
    private final ConcurrentMap<String, Cache> caches = new ConcurrentHashMap<>();

    public WellspringCacheManager(CacheRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Cache getCache(String name) {
        Cache cache = caches.get(name);
        return cache != null ? cache : caches.computeIfAbsent(name, key -> new WellspringCache(registry.declare(key)));
    }

    @Override
    public Collection<String> getCacheNames() {
        return registry.names();
    }
}
