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
package io.wellspring.engine;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The keys that are computed from changed entities, in those caches that tell them from the states of these. Not thread-safe. */
public final class Concerned {

    private static final String STATE = "by @InvalidatedBy, from the state of a changed entity";

    private final Function<Class<?>, Collection<Region>> caches;
    private final Map<Region, Set<Object>> keys = new LinkedHashMap<>();
    private final Set<Region> whole = new LinkedHashSet<>();

    /** @param caches those that need the state of entities of a type */
    Concerned(Function<Class<?>, Collection<Region>> caches) {
        this.caches = caches;
    }

    /**
     * Adds what is computed from an entity in a state. To be called while the session is open, since its associations may have to
     * be read.
     *
     * @param state null where it is not known
     * @param collectionsKnown whether the collections in the state are as they were too
     */
    public void add(Class<?> type, @Nullable Object state, boolean collectionsKnown) {
        for (Region region : caches.apply(type)) {
            Collection<Object> found = state == null ? null : region.keysOf(type, state, collectionsKnown);
            if (found == null) {
                whole.add(region);
            } else {
                keys.computeIfAbsent(region, any -> new LinkedHashSet<>()).addAll(found);
            }
        }
    }

    /** Forgets all of it. */
    public void invalidate(Mark mark) {
        whole.forEach(region -> region.forgetting().allChanged(mark, STATE));
        keys.forEach((region, concerned) -> {
            if (!whole.contains(region)) {
                concerned.forEach(key -> region.forgetting().changed(key, mark, STATE));
            }
        });
    }
}
