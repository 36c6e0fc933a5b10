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
package io.wellspring.key;

/**
 * The keys that a loader loads: the name of a cache, and a glob over the text form of its keys, in which {@code *} stands for
 * any run of characters.
 *
 * @param cache the name of the cache
 * @param glob the glob; {@code *} alone fits every key
 */
public record KeyPattern(String cache, String glob) {

    /** Parts the name of a cache from a key or a glob. */
    public static final char SEPARATOR = ':';

    private static final char ANY = '*';

    /**
     * Reads {@code product}, {@code product:*} or {@code product:eu-*}.
     *
     * @throws IllegalArgumentException where no cache is named, or its name holds a {@code *}
     */
    public static KeyPattern parse(String text) {
        int separator = text.indexOf(SEPARATOR);
        String cache = separator < 0 ? text : text.substring(0, separator);
        String glob = separator < 0 ? String.valueOf(ANY) : text.substring(separator + 1);
        if (cache.isBlank() || cache.indexOf(ANY) >= 0 || cache.indexOf('/') >= 0 || glob.isEmpty()) {
            throw new IllegalArgumentException("'" + text
                    + "' names no cache; write the cache's name, or its name and a pattern as in product:eu-*");
        }
        return new KeyPattern(cache, glob);
    }

    /** Whether it fits every key of its cache. */
    public boolean matchesAll() {
        return glob.chars().allMatch(c -> c == ANY);
    }

    /** Whether it fits the key with this text form. */
    public boolean matches(String key) {
        return matchesAll() || overlap(glob, key, false);
    }

    /** How much it says of a key: its literal characters. */
    public int specificity() {
        return (int) glob.chars().filter(c -> c != ANY).count();
    }

    /** Whether one key can fit both, and neither says more of it than the other. */
    public boolean ambiguousWith(KeyPattern other) {
        return cache.equals(other.cache) && specificity() == other.specificity() && overlap(glob, other.glob, true);
    }

    @Override
    public String toString() {
        return matchesAll() ? cache : cache + SEPARATOR + glob;
    }

    /**
     * Whether some text fits both: {@code reach[j]} holds, after i characters of a, whether a text can end at both positions.
     * Where {@code b} is no glob it is the only text in question.
     */
    private static boolean overlap(String a, String b, boolean globs) {
        boolean[] reach = new boolean[b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            boolean[] next = new boolean[b.length() + 1];
            for (int j = 0; j <= b.length(); j++) {
                boolean anyA = i > 0 && a.charAt(i - 1) == ANY;
                boolean anyB = globs && j > 0 && b.charAt(j - 1) == ANY;
                boolean start = i == 0 && j == 0;
                boolean skipA = i > 0 && reach[j] && (anyA || anyB);
                boolean skipB = j > 0 && next[j - 1] && (anyA || anyB);
                boolean both = i > 0 && j > 0 && reach[j - 1] && a.charAt(i - 1) == b.charAt(j - 1);
                next[j] = start || skipA || skipB || both;
            }
            reach = next;
        }
        return reach[b.length()];
    }
}
