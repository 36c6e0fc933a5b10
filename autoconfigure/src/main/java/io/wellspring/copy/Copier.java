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

import java.util.function.Consumer;

/** Makes a value safe to hand to several callers. Safe for use by many threads. */
@FunctionalInterface
public interface Copier {

    /** Hands out the value itself, whatever it is. */
    Copier NONE = value -> value;

    /**
     * Returns a copy that shares nothing with the value that could change; the value itself, where nothing in it can.
     *
     * @throws UncopyableException where the value holds what cannot be copied
     */
    Object copy(Object value);

    /**
     * As {@link #copy(Object)}, and names what it met.
     *
     * @param met takes each object of the value that could change, once
     */
    default Object copy(Object value, Consumer<Object> met) {
        return copy(value);
    }
}
