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
package io.wellspring.store.redis;

import io.wellspring.store.Generation;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value with what must be known about it.
 *
 * @param original the text of the key, where the name of the entry holds only its hash; null where the name says all
 * @param text the text form of the key, for people; null where {@code original} or the name of the entry says the same
 * @param version the version of the entity that it holds; null where there is none
 * @param loadedAt when the load began, by the clock of the node that loaded, as ISO 8601; for people, and so never parsed
 * @param freshForMillis how long the value is fresh, in milliseconds from {@code loadedAt}
 * @param staleForMillis how long it may be served after that while another one is loaded, in milliseconds
 * @param generations the generations of the types that it was computed from, by their names
 * @param tags the generations of its tags, by their names
 * @param value the value; null where the entry stands for a cached absence
 */
record Envelope(
        @Nullable String original,
        @Nullable String text,
        @Nullable Long version,
        String loadedAt,
        long freshForMillis,
        long staleForMillis,
        Map<String, Long> generations,
        Map<String, Long> tags,
        @Nullable Object value) {

    Envelope {
        generations = Map.copyOf(generations);
        tags = Map.copyOf(tags);
    }

    boolean absent() {
        return value == null;
    }

    /** By the time that Redis says is left: the clock of the node that loaded it is another. */
    long ageMillis(long left) {
        return freshForMillis + staleForMillis - left;
    }

    /** Returns all generations, those of tags too, by their names. */
    Map<String, Long> holdsTo() {
        if (tags.isEmpty()) {
            return generations;
        }
        Map<String, Long> all = new HashMap<>(generations);
        tags.forEach((tag, generation) -> all.put(Generation.TAG + tag, generation));
        return all;
    }
}
