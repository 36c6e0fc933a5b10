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

import io.wellspring.key.KeyPattern;
import io.wellspring.key.KeyType;
import org.jspecify.annotations.Nullable;

/**
 * A loader, and the keys that it loads.
 *
 * @param pattern the keys
 * @param dedicated whether it was declared to load the cache; otherwise it is a cached method that loads itself
 * @param loader loads one key
 * @param batch loads many, if it can
 * @param keyType how keys are read from text; null where they cannot be
 * @param description names the method for people, as {@code ProductRepository.findById(Long)}
 */
public record CacheLoaderDefinition(
        KeyPattern pattern,
        boolean dedicated,
        Loader loader,
        @Nullable BatchLoader batch,
        @Nullable KeyType keyType,
        String description) {}
