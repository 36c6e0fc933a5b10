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
package io.wellspring.copy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One copy in the making: which object became which, so that cycles and shared parts keep their shape. */
public final class Copying {

    private final Shapes shapes;
    private final IdentityHashMap<Object, Object> copies = new IdentityHashMap<>();

    private final List<Runnable> unfilled = new ArrayList<>();

    Copying(Shapes shapes) {
        this.shapes = shapes;
    }

    /** Returns the copy of an object; the object itself where nothing in it can change. */
    public @Nullable Object copy(@Nullable Object original) {
        if (original == null) {
            return null;
        }
        Shape shape = shapes.of(original.getClass());
        if (shape == Shape.IMMUTABLE) {
            return original;
        }
        Object known = copies.get(original);
        if (known != null) {
            return known;
        }
        Object copy = shape.copy(original, this);
        // On a cycle, what is made only after its parts was made on the way already: that copy stands for it.
        Object made = copies.putIfAbsent(original, copy);
        return made != null ? made : copy;
    }

    /** Returns the copy of an object as of any other, for a detacher that has nothing to change about it. */
    public Object copyPlain(Object original) {
        return shapes.plain(original.getClass()).copy(original, this);
    }

    /**
     * Puts copies of the elements into a copy. Where it hashes or orders them, it is filled last: on a cycle an element is not
     * complete yet, and may not know its equals or its place.
     */
    public <C extends Collection<@Nullable Object>> C fill(C copy, Collection<?> original) {
        List<@Nullable Object> elements = new ArrayList<>(original.size());
        original.forEach(element -> elements.add(copy(element)));
        if (copy instanceof List<?>) {
            copy.addAll(elements);
        } else {
            unfilled.add(() -> copy.addAll(elements));
        }
        return copy;
    }

    /** As {@link #fill(Collection, Collection)}, for a map. */
    public <M extends Map<@Nullable Object, @Nullable Object>> M fill(M copy, Map<?, ?> original) {
        List<@Nullable Object> keys = new ArrayList<>(original.size());
        List<@Nullable Object> values = new ArrayList<>(original.size());
        original.forEach((key, value) -> {
            keys.add(copy(key));
            values.add(copy(value));
        });
        unfilled.add(() -> {
            for (int i = 0; i < keys.size(); i++) {
                copy.put(keys.get(i), values.get(i));
            }
        });
        return copy;
    }

    /** Returns the whole copy of the root of a graph. */
    Object copyAll(Object root) {
        Object copy = Objects.requireNonNull(copy(root));
        // The elements of what is filled were copied before it, and what they hold is filled before it.
        unfilled.forEach(Runnable::run);
        return copy;
    }

    /** Returns what was copied so far. */
    Set<Object> originals() {
        return copies.keySet();
    }

    /** Announces the copy of an object before its parts are copied, since they may refer back to it. */
    public <T> T began(Object original, T copy) {
        copies.put(original, copy);
        return copy;
    }
}
