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
package io.wellspring.copy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Copies the collections and maps of the JDK: to the same class where it can be made, else to the usual one of the same
 * interface. What could not be changed cannot be changed afterwards either, and is itself where its elements are.
 */
final class Containers {

    private Containers() {}

    static Object copy(Collection<?> original, Copying copying) {
        boolean unmodifiable = isUnmodifiable(original.getClass());
        if (unmodifiable && original.stream().allMatch(element -> copying.copy(element) == element)) {
            return original;
        }
        Collection<@Nullable Object> copy = emptyLike(original);
        if (!unmodifiable) {
            copying.began(original, copy);
        }
        for (Object element : original) {
            copy.add(copying.copy(element));
        }
        return unmodifiable ? sealed(copy) : copy;
    }

    static Object copy(Map<?, ?> original, Copying copying) {
        boolean unmodifiable = isUnmodifiable(original.getClass());
        if (unmodifiable
                && original.entrySet().stream()
                        .allMatch(entry -> copying.copy(entry.getKey()) == entry.getKey()
                                && copying.copy(entry.getValue()) == entry.getValue())) {
            return original;
        }
        Map<@Nullable Object, @Nullable Object> copy = emptyLike(original);
        if (!unmodifiable) {
            copying.began(original, copy);
        }
        original.forEach((key, value) -> copy.put(copying.copy(key), copying.copy(value)));
        return unmodifiable ? Collections.unmodifiableMap(copy) : copy;
    }

    private static boolean isUnmodifiable(Class<?> type) {
        String name = type.getName();
        return name.startsWith("java.util.ImmutableCollections$")
                || name.startsWith("java.util.Collections$Unmodifiable")
                || name.startsWith("java.util.Collections$Empty")
                || name.startsWith("java.util.Collections$Singleton");
    }

    private static Object sealed(Collection<@Nullable Object> copy) {
        if (copy instanceof Set<@Nullable Object> set) {
            return Collections.unmodifiableSet(set);
        }
        return copy instanceof List<@Nullable Object> list
                ? Collections.unmodifiableList(list)
                : Collections.unmodifiableCollection(copy);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Collection<@Nullable Object> emptyLike(Collection<?> original) {
        if (original instanceof EnumSet<?> set) {
            EnumSet copy = EnumSet.copyOf((EnumSet) set);
            copy.clear();
            return copy;
        }
        if (original instanceof SortedSet<?> set) {
            return new TreeSet<>((java.util.Comparator) set.comparator());
        }
        Collection<@Nullable Object> same = (Collection<@Nullable Object>) newInstance(original.getClass());
        if (same != null) {
            return same;
        }
        return original instanceof Set<?> ? new LinkedHashSet<>() : new ArrayList<>(original.size());
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Map<@Nullable Object, @Nullable Object> emptyLike(Map<?, ?> original) {
        if (original instanceof EnumMap<?, ?> map) {
            EnumMap copy = new EnumMap((EnumMap) map);
            copy.clear();
            return copy;
        }
        if (original instanceof SortedMap<?, ?> map) {
            return new TreeMap<>((java.util.Comparator) map.comparator());
        }
        Map<@Nullable Object, @Nullable Object> same =
                (Map<@Nullable Object, @Nullable Object>) newInstance(original.getClass());
        return same != null ? same : new LinkedHashMap<>();
    }

    private static @Nullable Object newInstance(Class<?> type) {
        if (!type.getName().startsWith("java.util.")) {
            return null;
        }
        try {
            return type.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }
}
