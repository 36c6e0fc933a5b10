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

import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** One copy in the making: which object became which, so that cycles and shared parts keep their shape. */
public final class Copying {

    private final Shapes shapes;
    private final IdentityHashMap<Object, Object> copies = new IdentityHashMap<>();

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
        copies.put(original, copy);
        return copy;
    }

    /** Announces the copy of an object before its parts are copied, since they may refer back to it. */
    public <T> T began(Object original, T copy) {
        copies.put(original, copy);
        return copy;
    }
}
