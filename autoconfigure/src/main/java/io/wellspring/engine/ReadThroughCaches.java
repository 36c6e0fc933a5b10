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
import org.jspecify.annotations.Nullable;

/** The caches of the application. */
public interface ReadThroughCaches {

    /**
     * Returns the value of a key in full text form, as {@code product:42}; the loader is found by its pattern, and the text is
     * converted to the key that it takes.
     *
     * @return the value; null where there is none
     * @throws UnknownCacheException where no cache has the name before the colon
     * @throws io.wellspring.key.MalformedKeyException where the text after the colon is no key of the cache
     * @throws NoLoaderException where it is not cached and nothing loads it
     */
    @Nullable
    Object get(String key);

    /**
     * Returns a cache by its types.
     *
     * @throws UnknownCacheException where nothing declares the cache
     * @throws IllegalArgumentException where its loaders take keys of another type
     */
    <K, V> ReadThroughCache<K, V> cache(String name, Class<K> keyType, Class<V> valueType);

    /** Returns the names of the caches, in alphabetical order. */
    Collection<String> names();
}
