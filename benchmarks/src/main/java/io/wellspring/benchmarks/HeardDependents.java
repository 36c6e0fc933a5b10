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

import io.wellspring.engine.CacheRegistry;
import io.wellspring.engine.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.springframework.context.ApplicationContext;

/** Those of Wellspring, which hear of changes: the repository's, and more of their kinds. */
record HeardDependents(List<Region> byId, List<Region> derived, Region byName) implements Dependents {

    static Dependents in(ApplicationContext shop) {
        CacheRegistry caches = shop.getBean(CacheRegistry.class);
        List<Region> byId = new ArrayList<>(List.of(caches.known("articleById")));
        while (byId.size() < BY_ID) {
            Region region = caches.declare("articleById" + byId.size());
            region.dependOnId(Article.class, "");
            byId.add(region);
        }
        List<Region> derived = new ArrayList<>();
        while (derived.size() < DERIVED) {
            Region region = caches.declare("articlesDerived" + derived.size());
            region.dependOn(Article.class);
            derived.add(region);
        }
        return new HeardDependents(byId, derived, caches.known("articlesByName"));
    }

    @Override
    public void fill(long first, int count, IntFunction<String> names) {
        for (int i = 0; i < count; i++) {
            Object id = first + i;
            byId.forEach(region -> region.put(id, "Article"));
            byName.put(names.apply(i), "Article");
        }
        derived.forEach(region -> region.put("all", "Articles"));
    }

    @Override
    public boolean hasAnyOf(long id, String name) {
        return byId.stream().anyMatch(region -> region.peek(id) != null)
                || derived.stream().anyMatch(region -> region.peek("all") != null)
                || byName.peek(name) != null;
    }
}
