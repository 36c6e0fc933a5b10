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
import java.util.Map;

/** Loads the values of several keys in one call. */
@FunctionalInterface
public interface BatchLoader {

    /** What loaders are told of each key, and say of its value. */
    @FunctionalInterface
    interface Contexts {

        /**
         * Returns the context of a key.
         *
         * @param key one of those to be loaded
         */
        LoadContext<Object> of(Object key);
    }

    /** Loads values. What the result does not hold is absent. */
    Map<Object, Object> loadAll(Collection<Object> keys, Contexts contexts) throws Throwable;
}
