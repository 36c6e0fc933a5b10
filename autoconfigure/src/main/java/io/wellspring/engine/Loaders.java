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

import io.wellspring.key.KeyText;
import io.wellspring.key.KeyType;
import io.wellspring.key.MalformedKeyException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The loaders of one cache. Those declared to load it come first, the more specific before the less; then cached methods. */
public final class Loaders {

    private final String cache;
    private final CopyOnWriteArrayList<CacheLoaderDefinition> definitions = new CopyOnWriteArrayList<>();

    Loaders(String cache) {
        this.cache = cache;
    }

    /**
     * Adds a loader.
     *
     * @throws CacheDefinitionException where another one fits some key equally well
     */
    public synchronized void add(CacheLoaderDefinition definition) {
        for (CacheLoaderDefinition other : definitions) {
            if (definition.dedicated()
                    && other.dedicated()
                    && definition.pattern().ambiguousWith(other.pattern())) {
                throw new CacheDefinitionException(
                        "Two loaders fit the same keys of cache '" + cache + "' equally well: " + other.description()
                                + " for '" + other.pattern() + "' and " + definition.description() + " for '"
                                + definition.pattern() + "'.",
                        "Remove one of them, or give one a more specific pattern: the one with more literal characters"
                                + " wins.");
            }
        }
        definitions.add(definition);
        if (definitions.size() > 1) {
            definitions.sort(Comparator.comparing((CacheLoaderDefinition each) -> !each.dedicated())
                    .thenComparing(each -> -each.pattern().specificity())
                    .thenComparing(each ->
                            each.keyType() == null || each.keyType().qualifier().isEmpty()));
        }
    }

    public List<CacheLoaderDefinition> all() {
        return List.copyOf(definitions);
    }

    /** Returns the loader that was declared for a key; null where the caller has to load by himself. */
    public @Nullable CacheLoaderDefinition dedicated(Object key) {
        CacheLoaderDefinition found = find(key);
        return found != null && found.dedicated() ? found : null;
    }

    /** Returns the loader of a key; null where nothing loads it by its key alone. */
    public @Nullable CacheLoaderDefinition find(Object key) {
        for (CacheLoaderDefinition definition : definitions) {
            if (fits(definition, key)) {
                return definition;
            }
        }
        return null;
    }

    private static boolean fits(CacheLoaderDefinition definition, Object key) {
        return definition.dedicated()
                ? definition.pattern().matchesAll() || definition.pattern().matches(KeyText.format(key))
                : definition.keyType() != null && definition.keyType().arguments(key) != null;
    }

    /** As {@link #find}, and throws where there is none. */
    public CacheLoaderDefinition of(Object key) {
        CacheLoaderDefinition definition = find(key);
        if (definition == null) {
            throw new NoLoaderException(cache, key);
        }
        return definition;
    }

    /**
     * Reads a key from its text form, as the loader takes it that fits it.
     *
     * @return the key; null where nothing tells of which type it is
     * @throws MalformedKeyException where the text does not fit the type
     */
    public @Nullable Object parse(String text, KeyType.Converter converter) {
        MalformedKeyException malformed = null;
        for (CacheLoaderDefinition definition : definitions) {
            KeyType type = definition.keyType();
            if (type == null || !definition.pattern().matches(text)) {
                continue;
            }
            try {
                Object[] arguments = type.parse(text, converter);
                if (arguments != null) {
                    return type.key(arguments);
                }
            } catch (MalformedKeyException e) {
                malformed = e;
            }
        }
        if (malformed != null) {
            throw malformed;
        }
        return null;
    }

    /** As {@link #of}, for a key among others: one that loads many in one call, where nothing was declared to load it. */
    CacheLoaderDefinition ofMany(Object key) {
        CacheLoaderDefinition found = of(key);
        if (found.dedicated() || found.batch() != null) {
            return found;
        }
        return definitions.stream()
                .filter(other -> other.batch() != null && fits(other, key))
                .findFirst()
                .orElse(found);
    }
}
