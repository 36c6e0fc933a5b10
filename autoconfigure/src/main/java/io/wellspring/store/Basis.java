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
package io.wellspring.store;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the value of an entry was computed from. Immutable; entries may share it. */
public final class Basis {

    public static final Basis NONE = new Basis(Set.of(), List.of(), true);

    private final Generation[] generations;
    private final List<String> tags;
    private final boolean complete;

    /**
     * @param tags the names of the tags, for people; their generations are among the others
     * @param complete whether that is all: if not, what is computed from the value is not to be stored
     */
    public Basis(Collection<Generation> generations, List<String> tags, boolean complete) {
        this.generations = new LinkedHashSet<>(generations).toArray(Generation[]::new);
        this.tags = List.copyOf(tags);
        this.complete = complete;
    }

    /** Whether nothing of it has changed since. One volatile read for each generation. */
    public boolean holds(long since) {
        for (Generation generation : generations) {
            if (generation.last() > since) {
                return false;
            }
        }
        return true;
    }

    public List<Generation> generations() {
        return List.of(generations);
    }

    public List<String> tags() {
        return tags;
    }

    public boolean complete() {
        return complete;
    }

    /** Whether both consist of the same generations, and neither has tags. */
    public boolean isSameAs(Basis other) {
        return complete == other.complete
                && tags.isEmpty()
                && other.tags.isEmpty()
                && Arrays.equals(generations, other.generations);
    }
}
