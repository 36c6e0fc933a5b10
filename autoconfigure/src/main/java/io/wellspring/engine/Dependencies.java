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

import io.wellspring.key.Keys;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The entity types that the values of one cache are computed from. */
public final class Dependencies {

    /** What a changed entity does to the cache. */
    enum Effect {
        NONE,
        KEY,
        ALL
    }

    private record Dependency(Class<?> type, boolean byId) {

        boolean concerns(Class<?> changed) {
            // Either way round: a changed supertype may mean an entity of the subtype.
            return type.isAssignableFrom(changed) || changed.isAssignableFrom(type);
        }
    }

    private final Set<Dependency> all = new CopyOnWriteArraySet<>();

    /**
     * Adds a type.
     *
     * @param byId whether each entry holds just the entity whose id is its key, so that no other entry changes with it. If
     *     anything else was said of the type before or after, that wins.
     */
    public void add(Class<?> type, boolean byId) {
        all.add(new Dependency(type, byId));
    }

    /** Returns the types, in the order of their names. */
    public List<Class<?>> types() {
        return all.stream()
                .map(Dependency::type)
                .distinct()
                .sorted(java.util.Comparator.comparing(Class::getName))
                .collect(Collectors.toList());
    }

    Effect effectOf(Class<?> changed, @Nullable Object id) {
        Effect effect = Effect.NONE;
        for (Dependency dependency : all) {
            if (dependency.concerns(changed)) {
                if (id == null || !dependency.byId()) {
                    return Effect.ALL;
                }
                effect = Effect.KEY;
            }
        }
        return effect;
    }

    static Object keyOf(@Nullable Object id) {
        return Keys.of(id);
    }
}
