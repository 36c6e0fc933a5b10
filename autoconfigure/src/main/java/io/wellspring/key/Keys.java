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

import java.lang.reflect.Array;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the key of a call from its arguments.
 *
 * <p>A single argument is its own key and costs nothing. Several arguments become one composite key that compares them one
 * by one, so that no position can be taken for another. What the caller could still change, arrays and collections, is
 * copied and compared by content.
 */
public final class Keys {

    private Keys() {}

    /** Returns the key of a call with these arguments. */
    public static Object of(@Nullable Object... arguments) {
        return arguments.length == 1 ? of(arguments[0]) : new CompositeKey("", normalized(arguments));
    }

    /** Returns the key of a call with this one argument: the argument itself, unless it is null or could still change. */
    public static Object of(@Nullable Object argument) {
        if (argument == null) {
            return NullKey.INSTANCE;
        }
        if (argument instanceof Collection<?> || argument instanceof Map<?, ?>) {
            return content(argument);
        }
        return argument.getClass().isArray() ? array(argument) : argument;
    }

    /** Whether every argument of a type is its own key, unless it is null: none can be an array or a collection. */
    static boolean isItsOwnKey(Class<?> type) {
        return type.isPrimitive()
                || (Modifier.isFinal(type.getModifiers())
                        && !type.isArray()
                        && !Collection.class.isAssignableFrom(type)
                        && !Map.class.isAssignableFrom(type));
    }

    /**
     * Returns the key of a call among the calls of other methods that share its cache.
     *
     * @param method what tells the method from the others
     */
    public static Object qualified(String method, @Nullable Object... arguments) {
        return new CompositeKey(method, normalized(arguments));
    }

    /**
     * Takes a key of several parts apart.
     *
     * @return the parts; null where the key is a single argument
     */
    public static @Nullable KeyParts parts(Object key) {
        return key instanceof CompositeKey composite
                ? new KeyParts(composite.qualifier(), Arrays.asList(composite.parts()))
                : null;
    }

    /** Whether a key, or a part of one, stands for null. */
    public static boolean isNull(Object part) {
        return part instanceof NullKey;
    }

    /** Whether a part of a key is not what was passed: it stands for an array or a null, or holds what does. */
    static boolean isStandIn(Object part) {
        if (part instanceof Collection<?> elements) {
            return elements.stream().anyMatch(Keys::isStandIn);
        }
        if (part instanceof Map<?, ?> map) {
            return isStandIn(map.keySet()) || isStandIn(map.values());
        }
        return part instanceof NullKey || part instanceof CompositeKey;
    }

    private static Object[] normalized(@Nullable Object[] arguments) {
        Object[] parts = new Object[arguments.length];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = of(arguments[i]);
        }
        return parts;
    }

    private static Object content(Object argument) {
        if (argument instanceof Set<?> set) {
            Set<Object> copy = new LinkedHashSet<>(set.size() * 2);
            set.forEach(element -> copy.add(of(element)));
            return Collections.unmodifiableSet(copy);
        }
        if (argument instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>(map.size() * 2);
            map.forEach((key, value) -> copy.put(of(key), of(value)));
            return Collections.unmodifiableMap(copy);
        }
        Collection<?> collection = (Collection<?>) argument;
        List<Object> copy = new ArrayList<>(collection.size());
        collection.forEach(element -> copy.add(of(element)));
        return Collections.unmodifiableList(copy);
    }

    private static Object array(Object argument) {
        Object[] parts = new Object[Array.getLength(argument)];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = of(Array.get(argument, i));
        }
        return new CompositeKey(argument.getClass().getName(), parts);
    }
}
