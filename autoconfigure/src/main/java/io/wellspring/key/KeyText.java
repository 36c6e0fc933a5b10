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

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The text form of a key, as it stands in an address and in a log: {@code 42}, {@code Tools,0} for two arguments, {@code
 * find(String):Tools} where methods share a cache. A backslash escapes a comma and itself, so that different keys of one
 * cache read differently.
 */
public final class KeyText {

    static final String NULL = "\\0";
    /** An empty text that stands alone in brackets, unlike nothing. */
    private static final String EMPTY = "\\e";

    static final String NO_ARGUMENTS = "()";

    private KeyText() {}

    /** Returns the text form of a key. */
    public static String format(Object key) {
        if (!(key instanceof CompositeKey composite)) {
            return key instanceof NullKey ? NULL : contents(key).orElseGet(() -> escape(key.toString(), false));
        }
        StringBuilder text = new StringBuilder();
        if (composite.qualifier().startsWith("[")) {
            return inBrackets(composite.parts());
        }
        if (!composite.qualifier().isEmpty()) {
            text.append(composite.qualifier()).append(':');
        } else if (composite.parts().length == 0) {
            return NO_ARGUMENTS;
        }
        return text.append(join(composite.parts())).toString();
    }

    /** Splits the text form of several arguments into theirs, still escaped. */
    static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                part.append(c).append(text.charAt(++i));
            } else if (c == ',') {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts;
    }

    static String unescape(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            plain.append(c == '\\' && i + 1 < text.length() ? text.charAt(++i) : c);
        }
        return plain.toString();
    }

    private static String join(Object[] parts) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            if (i > 0) {
                text.append(',');
            }
            text.append(parts[i] instanceof NullKey ? NULL : escape(plain(parts[i]), true));
        }
        return text.toString();
    }

    private static String plain(Object part) {
        return contents(part).orElseGet(part::toString);
    }

    /** The text of a collection or a map, in which a comma of an element is told from one between elements. */
    private static Optional<String> contents(Object key) {
        if (key instanceof Collection<?> elements) {
            return Optional.of(inBrackets(elements.toArray()));
        }
        return key instanceof Map<?, ?> map
                ? Optional.of('{'
                        + map.entrySet().stream()
                                .map(entry -> inBrackets(entry.getKey(), entry.getValue()))
                                .collect(Collectors.joining(","))
                        + '}')
                : Optional.empty();
    }

    private static String inBrackets(Object... elements) {
        boolean oneEmpty = elements.length == 1 && plain(elements[0]).isEmpty();
        return '[' + (oneEmpty ? EMPTY : join(elements)) + ']';
    }

    private static String escape(String text, boolean amongOthers) {
        String escaped = text.indexOf('\\') < 0 ? text : text.replace("\\", "\\\\");
        return amongOthers && escaped.indexOf(',') >= 0 ? escaped.replace(",", "\\,") : escaped;
    }
}
