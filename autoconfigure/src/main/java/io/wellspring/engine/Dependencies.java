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
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.jspecify.annotations.Nullable;

/** The entity types that the values of one cache are computed from. */
public final class Dependencies {

    private record Dependency(Class<?> type, boolean byId, String qualifier) {

        boolean concerns(Class<?> changed) {
            // Either way round: a changed supertype may mean an entity of the subtype.
            return type.isAssignableFrom(changed) || changed.isAssignableFrom(type);
        }

        Object keyOf(Object id) {
            return qualifier.isEmpty() ? Keys.of(id) : Keys.qualified(qualifier, id);
        }
    }

    private final Set<Dependency> all = new CopyOnWriteArraySet<>();

    /**
     * Adds a type.
     *
     * @param byId whether each entry holds just the entity whose id is its key, so that no other entry changes with it. Where
     *     the opposite was said of the type before or after, that wins.
     * @param qualifier what tells those keys from the keys of other methods; empty where nothing does
     */
    public void add(Class<?> type, boolean byId, String qualifier) {
        all.add(new Dependency(type, byId, qualifier));
    }

    /** Returns the types, in the order of their names. */
    public List<Class<?>> types() {
        return all.stream()
                .<Class<?>>map(Dependency::type)
                .distinct()
                .sorted(Comparator.comparing(Class::getName))
                .toList();
    }

    /**
     * Returns what a changed entity invalidates.
     *
     * @param id null where any entity of the type may have changed
     * @return the keys; null for the cache as a whole
     */
    @Nullable
    List<Object> keysOf(Class<?> changed, @Nullable Object id) {
        List<Dependency> concerned =
                all.stream().filter(dependency -> dependency.concerns(changed)).toList();
        if (concerned.isEmpty()) {
            return List.of();
        }
        if (id == null || !concerned.stream().allMatch(Dependency::byId)) {
            return null;
        }
        return concerned.stream()
                .map(dependency -> dependency.keyOf(id))
                .distinct()
                .toList();
    }
}
