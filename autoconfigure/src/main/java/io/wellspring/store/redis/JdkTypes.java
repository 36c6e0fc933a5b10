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

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JavaType;

/** Knows the types of the JDK that come back as they were. */
final class JdkTypes {

    private static final Set<Class<?>> CONTAINERS = Set.of(
            Collection.class,
            List.class,
            Set.class,
            SortedSet.class,
            NavigableSet.class,
            ArrayList.class,
            LinkedList.class,
            HashSet.class,
            LinkedHashSet.class,
            TreeSet.class,
            EnumSet.class,
            Map.class,
            SortedMap.class,
            NavigableMap.class,
            HashMap.class,
            LinkedHashMap.class,
            TreeMap.class,
            ConcurrentHashMap.class,
            EnumMap.class);

    private static final Set<Class<?>> PLAIN =
            Set.of(String.class, Long.class, OptionalInt.class, OptionalLong.class, OptionalDouble.class);

    private JdkTypes() {}

    /** Whether a class counts by its name alone. */
    static boolean owns(Class<?> type) {
        String name = type.getName();
        return type.isPrimitive()
                || name.startsWith("java.")
                || name.startsWith("javax.")
                || name.startsWith("jakarta.");
    }

    /**
     * Returns the types that a type of the JDK holds.
     *
     * @throws UnsupportedTypeException where objects of the type do not come back as they were
     */
    static List<JavaType> parts(JavaType type) {
        Class<?> raw = type.getRawClass();
        if (raw.isPrimitive() || PLAIN.contains(raw) || Scalars.of(raw) != null) {
            return List.of();
        }
        if (raw == Optional.class) {
            return List.of(optional(type.getContentType()));
        }
        if (!CONTAINERS.contains(raw)) {
            throw new UnsupportedTypeException(
                    raw == Object.class
                            ? "somewhere it declares just Object, or no type argument: declare the class, since no"
                                    + " names of classes are written"
                            : raw.getName() + " would not come back as it was: declare another type");
        }
        return type.isMapLikeType()
                ? List.of(key(type.getKeyType()), type.getContentType())
                : List.of(type.getContentType());
    }

    private static JavaType optional(JavaType content) {
        if (content.isReferenceType()) {
            throw new UnsupportedTypeException("an Optional of an Optional would lose one of them");
        }
        return content;
    }

    private static JavaType key(JavaType key) {
        Class<?> raw = key.getRawClass();
        if (raw == String.class || raw == Long.class || key.isEnumType() || Scalars.of(raw) != null) {
            return key;
        }
        throw new UnsupportedTypeException(key.toCanonical()
                + " is the key of a map, and JSON has names for keys only: use a string, a number, an enum, a UUID or a"
                + " date, or a list of records");
    }
}
