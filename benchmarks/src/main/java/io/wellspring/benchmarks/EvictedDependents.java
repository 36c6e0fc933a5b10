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
package io.wellspring.benchmarks;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.springframework.cache.Cache;
import org.springframework.cache.caffeine.CaffeineCacheManager;

/** Those of Spring, which the application evicts by hand: whole where it cannot know the key. */
record EvictedDependents(List<Cache> byId, List<Cache> derived, Cache byName) implements Dependents {

    static Dependents make() {
        CaffeineCacheManager manager = new CaffeineCacheManager();
        manager.setCaffeine(Caffeine.newBuilder().maximumSize(Catalogue.SIZE).expireAfterWrite(Catalogue.TTL));
        return new EvictedDependents(
                caches(manager, "articleById", BY_ID),
                caches(manager, "articlesDerived", DERIVED),
                caches(manager, "articlesByName", BY_NAME).get(0));
    }

    private static List<Cache> caches(CaffeineCacheManager manager, String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> manager.getCache(name + i))
                .toList();
    }

    @Override
    public void fill(long first, int count, IntFunction<String> names) {
        for (int i = 0; i < count; i++) {
            Object id = first + i;
            byId.forEach(cache -> cache.put(id, "Article"));
            byName.put(names.apply(i), "Article");
        }
        derived.forEach(cache -> cache.put("all", "Articles"));
    }

    @Override
    public void evict(long first, int count, IntFunction<String> names) {
        for (int i = 0; i < count; i++) {
            Object id = first + i;
            byId.forEach(cache -> cache.evict(id));
        }
        // By the old name and the new one, of which the application knows one at best.
        byName.clear();
        derived.forEach(Cache::clear);
    }

    @Override
    public boolean hasAnyOf(long id, String name) {
        return byId.stream().anyMatch(cache -> cache.get(id) != null)
                || derived.stream().anyMatch(cache -> cache.get("all") != null)
                || byName.get(name) != null;
    }
}
