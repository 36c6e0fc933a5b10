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
import org.jspecify.annotations.Nullable;

/** What changed entities were found to concern: keys of caches, or caches as a whole. Used by one thread. */
public final class Concerned {

    private final Map<Region, Set<Object>> keys = new LinkedHashMap<>();
    private final Set<Region> whole = new LinkedHashSet<>();

    /** @param found null where the keys cannot be told */
    void add(Region region, @Nullable Collection<Object> found) {
        if (found == null) {
            whole.add(region);
        } else {
            keys.computeIfAbsent(region, any -> new LinkedHashSet<>()).addAll(found);
        }
    }

    /** Adds what another one holds. */
    public void addAll(Concerned other) {
        whole.addAll(other.whole);
        other.keys.forEach(this::add);
    }

    /** Forgets all of it. */
    public void invalidate(Mark mark) {
        whole.forEach(region -> region.forgetAll(mark));
        keys.forEach((region, concerned) -> {
            if (!whole.contains(region)) {
                concerned.forEach(key -> region.forget(key, mark));
            }
        });
    }
}
