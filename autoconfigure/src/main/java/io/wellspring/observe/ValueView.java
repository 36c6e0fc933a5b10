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
package io.wellspring.observe;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns a cached value into plain maps, lists and text that any JSON mapper can write: bounded in depth and breadth, with what
 * was not loaded named as such, and with what looks secret by its name masked.
 */
final class ValueView {

    private static final int DEPTH = 5;
    private static final int ELEMENTS = 100;
    private static final String NOT_LOADED = "<not loaded>";
    private static final String MASKED = "******";
    /** In the name of a field or of a key of a map, wherever in it and however written. */
    private static final Pattern SECRET =
            Pattern.compile("passw(or)?d|pwd|secret|token|credential|(api|private|access)[-_.]?key", CASE_INSENSITIVE);

    private final boolean masking;
    private final Set<Object> above = Collections.newSetFromMap(new IdentityHashMap<>());

    private ValueView(boolean masking) {
        this.masking = masking;
    }

    /** To be shown. */
    static @Nullable Object of(@Nullable Object value) {
        return new ValueView(true).view(value, 0);
    }

    /** To be compared: two values that differ in a secret differ. */
    static @Nullable Object unmasked(@Nullable Object value) {
        return new ValueView(false).view(value, 0);
    }

    private @Nullable Object view(String name, @Nullable Object value, int depth) {
        return masking && value != null && SECRET.matcher(name).find() ? MASKED : view(value, depth);
    }

    private @Nullable Object view(@Nullable Object value, int depth) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        Class<?> type = value.getClass();
        if (type.getName().contains("HibernateProxy")) {
            return NOT_LOADED;
        }
        boolean container = value instanceof Iterable<?> || value instanceof Map<?, ?> || type.isArray();
        if (!container && type.getName().startsWith("java.")) {
            return value.toString();
        }
        if (value instanceof Enum<?>) {
            return value.toString();
        }
        if (depth == DEPTH || !above.add(value)) {
            return "<...>";
        }
        try {
            return contents(value, depth + 1);
        } catch (RuntimeException e) {
            return NOT_LOADED;
        } finally {
            above.remove(value);
        }
    }

    private Object contents(Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> view = new LinkedHashMap<>();
            map.forEach((key, element) -> {
                if (view.size() < ELEMENTS) {
                    String name = String.valueOf(key);
                    view.put(name, view(name, element, depth));
                }
            });
            return view;
        }
        if (value instanceof Iterable<?> elements) {
            List<@Nullable Object> view = new ArrayList<>();
            for (Object element : elements) {
                if (view.size() == ELEMENTS) {
                    break;
                }
                view.add(view(element, depth));
            }
            return view;
        }
        if (value.getClass().isArray()) {
            List<@Nullable Object> view = new ArrayList<>();
            for (int i = 0; i < Math.min(ELEMENTS, Array.getLength(value)); i++) {
                view.add(view(Array.get(value, i), depth));
            }
            return view;
        }
        return fields(value, depth);
    }

    private Object fields(Object value, int depth) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        for (Class<?> c = value.getClass(); c != null && c != Object.class; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers())
                        || field.isSynthetic()
                        || field.getName().startsWith("$$")) {
                    continue;
                }
                try {
                    field.setAccessible(true);
                    view.putIfAbsent(field.getName(), view(field.getName(), field.get(value), depth));
                } catch (IllegalAccessException | RuntimeException e) {
                    view.putIfAbsent(field.getName(), "<closed>");
                }
            }
        }
        return view;
    }
}
