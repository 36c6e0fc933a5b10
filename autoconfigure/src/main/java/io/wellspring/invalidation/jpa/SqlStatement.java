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
package io.wellspring.invalidation.jpa;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What can be told of a statement without knowing its dialect: whether it reads or writes, and every word in it that could be
 * the name of a table. Words in literals and comments count too: that may take too much for a table, never too little.
 *
 * @param words how often each word occurs, in lower case
 * @param target the table that is written to; null where it cannot be told
 */
record SqlStatement(
        String text,
        Kind kind,
        Map<String, Integer> words,
        @Nullable String target) {

    enum Kind {
        READ,
        WRITE,
        /** It may do anything. */
        UNREADABLE
    }

    private static final Set<String> READING = Set.of("select", "values", "show", "explain", "table");
    private static final Set<String> WRITING = Set.of("insert", "update", "delete", "merge", "truncate", "replace");
    private static final Set<String> HARMLESS = Set.of("set", "create", "drop", "lock", "savepoint", "release");
    private static final Set<String> BEFORE_TARGET =
            Set.of("into", "from", "only", "table", "insert", "update", "delete");

    static SqlStatement parse(String sql) {
        String text = sql.toLowerCase(Locale.ROOT);
        Map<String, Integer> words = new HashMap<>();
        String first = null;
        String target = null;
        boolean verb = false;
        int at = afterComments(text);
        while (at < text.length()) {
            int end = endOfWord(text, at);
            if (end == at) {
                at++;
                continue;
            }
            String word = text.substring(at, end);
            words.merge(word, 1, Integer::sum);
            if (first == null) {
                first = word;
                verb = WRITING.contains(word);
            } else if (verb && target == null && !BEFORE_TARGET.contains(word) && !isQualifier(text, end)) {
                target = word;
            }
            at = end;
        }
        return new SqlStatement(text, kind(first, words, text), words, target);
    }

    boolean mentions(String name) {
        // A name that is no plain word was taken apart.
        return isPlain(name) ? words.containsKey(name) : text.contains(name);
    }

    boolean mentionsTwice(String name) {
        return words.getOrDefault(name, 0) > 1;
    }

    boolean mentionsAny(Set<String> names) {
        return names.stream().anyMatch(this::mentions);
    }

    private static Kind kind(@Nullable String first, Map<String, Integer> words, String text) {
        if (first == null || HARMLESS.contains(first) || text.startsWith("call next value for")) {
            return Kind.READ;
        }
        if (READING.contains(first)) {
            return Kind.READ;
        }
        if (first.equals("with")) {
            return WRITING.stream().anyMatch(words::containsKey) ? Kind.WRITE : Kind.READ;
        }
        return WRITING.contains(first) || first.equals("alter") ? Kind.WRITE : Kind.UNREADABLE;
    }

    private static int afterComments(String text) {
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at);
                at = end < 0 ? text.length() : end + 2;
            } else if (text.startsWith("--", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end + 1;
            } else if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else {
                return at;
            }
        }
        return at;
    }

    private static int endOfWord(String text, int start) {
        int end = start;
        while (end < text.length() && isPart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Whether a word names a schema: a dot follows it, be it quoted or not. */
    private static boolean isQualifier(String text, int end) {
        int next = end;
        while (next < text.length() && "\"`]".indexOf(text.charAt(next)) >= 0) {
            next++;
        }
        return next < text.length() && text.charAt(next) == '.';
    }

    private static boolean isPlain(String name) {
        return name.chars().allMatch(c -> isPart((char) c));
    }

    private static boolean isPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '#';
    }
}
