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

/** Thrown where a value is not cached, and nothing can load it by its key alone. */
public final class NoLoaderException extends IllegalStateException {

    /**
     * Says that nothing loads a key.
     *
     * @param key the key, or its text where nothing tells of its type
     */
    public NoLoaderException(String cache, Object key) {
        super("Nothing loads " + Names.of(cache, key) + " by its key; declare a @CacheLoader(\"" + cache
                + "\") method on a bean");
    }
}
