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

import io.wellspring.key.KeyText;
import org.jspecify.annotations.Nullable;

/**
 * What an entry is called in Redis.
 *
 * @param key what it names
 * @param entry the name of the entry itself
 * @param original the text of the key, where the name holds only its hash; null where the name says all
 */
record KeyName(Object key, String entry, @Nullable String original) {

    private static final char OPEN = '{';
    private static final char CLOSE = '}';

    /** Returns what stands in the name for the key. */
    static String inBraces(String entry) {
        return entry.substring(entry.indexOf(OPEN) + 1, entry.lastIndexOf(CLOSE));
    }

    /** Returns what people call the key; null where the name, or the original of that, says the same. */
    @Nullable
    String text() {
        String text = KeyText.format(key);
        return text.equals(original == null ? inBraces(entry) : original) ? null : text;
    }

    /** Returns the name of the entry's fence, which lies in the same slot of a cluster. */
    String fence() {
        return entry + ":f";
    }
}
