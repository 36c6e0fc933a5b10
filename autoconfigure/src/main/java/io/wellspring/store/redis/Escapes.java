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

/**
 * Escapes what has a meaning in the name of a key, so that a text is told from the grammar around it: {@code %} and two
 * hexadecimal digits, or {@code %u} and four. Control characters and halves of a surrogate pair are escaped too, for the
 * eyes of people and because UTF-8 has no form for the latter.
 */
final class Escapes {

    /** What separates the parts of a name. */
    private static final String IN_NAME = "%:{}~";
    /** What separates the parts of a key. */
    private static final String IN_KEY = "%{}~,[]'";

    private Escapes() {}

    static String inName(String text) {
        return escape(text, IN_NAME);
    }

    static String inKey(String text) {
        return escape(text, IN_KEY);
    }

    /** Whether a text has half a surrogate pair, for which UTF-8 has no form. */
    static boolean hasHalfPair(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isHalfPair(text, i)) {
                return true;
            }
        }
        return false;
    }

    private static String escape(String text, String reserved) {
        for (int i = 0; i < text.length(); i++) {
            if (mustEscape(text, i, reserved)) {
                return escapeFrom(text, i, reserved);
            }
        }
        return text;
    }

    private static String escapeFrom(String text, int from, String reserved) {
        StringBuilder escaped = new StringBuilder(text.length() + 8).append(text, 0, from);
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!mustEscape(text, i, reserved)) {
                escaped.append(c);
            } else {
                escaped.append(String.format(c < 0x100 ? "%%%02x" : "%%u%04x", (int) c));
            }
        }
        return escaped.toString();
    }

    private static boolean mustEscape(String text, int index, String reserved) {
        char c = text.charAt(index);
        return reserved.indexOf(c) >= 0 || Character.isISOControl(c) || isHalfPair(text, index);
    }

    private static boolean isHalfPair(String text, int index) {
        char c = text.charAt(index);
        if (Character.isHighSurrogate(c)) {
            return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
        }
        return Character.isLowSurrogate(c) && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
    }
}
