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

import java.nio.charset.StandardCharsets;

/**
 * Names the entries of one cache in Redis: {@code shop:product:{42}}. What stands in braces is the hash tag, which keeps
 * all names of one entry in one slot of a cluster.
 *
 * <p>Equal keys have the same name on every node, and keys that are not equal have different ones. The names of a string
 * and of a {@code long} are what they look like, everything else has a mark:
 *
 * <pre>
 * key    = number of type long | text | 'text' | ~null | mark~text | qualifier[keys] | key,key...
 * 42                  Long
 * tools               String; '42' and '' where it could be taken for something else
 * int~42              another type of the JDK; so uuid~, date~, decimal~, char~ and the rest
 * com.acme.Color~RED  enum constant
 * com.acme.Id~[1,b]   record
 * 1,tools             several arguments; ~args[] for none
 * find(String)[a]     arguments of one of several methods that share the cache
 * ~list[1,2] ~set[1,2] ~map[[1,a],[2,b]]   elements of sets and maps in the order of their text
 * ~array[%5bJ,1,2]    array, with the name of its class
 * ~sha256~9f86...     hash of a text of more than 200 bytes
 * </pre>
 */
final class KeyNames {

    private static final int LONGEST = 200;

    private final KeyForms forms;
    private final String start;

    /**
     * @param prefix what tells the names of this application from those of others in the same Redis
     * @param cache the name of the cache
     * @param forms writes the keys
     */
    KeyNames(String prefix, String cache, KeyForms forms) {
        this.forms = forms;
        this.start = Escapes.inName(prefix) + ':' + Escapes.inName(cache) + ":{";
    }

    /**
     * Returns the name of the entry of a key.
     *
     * @throws UnnameableKeyException where the key has no text that is the same on every node
     */
    KeyName of(Object key) {
        String text = forms.name(key);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= LONGEST
                ? new KeyName(key, start + text + '}', null)
                : new KeyName(key, start + "~sha256~" + Hashes.sha256(bytes, 32) + '}', text);
    }

    /** Returns a pattern, for Redis, of the names of all entries of the cache. */
    String pattern() {
        return start.replaceAll("[\\\\*?\\[\\]]", "\\\\$0") + "*}";
    }
}
