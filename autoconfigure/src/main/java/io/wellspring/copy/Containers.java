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

import java.util.AbstractMap.SimpleEntry;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/**
 * Copies the collections and maps of the JDK: to the same class where it can be made, else to the usual one of the same
 * interface. What could not be changed cannot be changed afterwards either, and is itself where its elements are.
 */
final class Containers {

    private Containers() {}

    static Object copy(Collection<?> original, Copying copying) {
        boolean unmodifiable = isUnmodifiable(original.getClass());
        if (unmodifiable
                && !isView(original.getClass())
                && original.stream().allMatch(element -> copying.copy(element) == element)) {
            return original;
        }
        Collection<@Nullable Object> copy = emptyLike(original);
        if (!unmodifiable) {
            copying.began(original, copy);
        }
        copying.fill(copy, original);
        return unmodifiable ? sealed(copy) : copy;
    }

    static Object copy(Map<?, ?> original, Copying copying) {
        boolean unmodifiable = isUnmodifiable(original.getClass());
        if (unmodifiable
                && !isView(original.getClass())
                && original.entrySet().stream()
                        .allMatch(entry -> copying.copy(entry.getKey()) == entry.getKey()
                                && copying.copy(entry.getValue()) == entry.getValue())) {
            return original;
        }
        Map<@Nullable Object, @Nullable Object> copy = emptyLike(original);
        if (!unmodifiable) {
            copying.began(original, copy);
        }
        copying.fill(copy, original);
        return unmodifiable ? sealed(copy) : copy;
    }

    static Object copy(Map.Entry<?, ?> original, Copying copying) {
        Object key = copying.copy(original.getKey());
        Object value = copying.copy(original.getValue());
        boolean unmodifiable = original instanceof SimpleImmutableEntry<?, ?>
                || original.getClass().getName().equals("java.util.KeyValueHolder");
        if (!unmodifiable) {
            return new SimpleEntry<>(key, value);
        }
        return key == original.getKey() && value == original.getValue()
                ? original
                : new SimpleImmutableEntry<>(key, value);
    }

    /** Whether it can still change through the collection that it shows. */
    private static boolean isView(Class<?> type) {
        return type.getName().startsWith("java.util.Collections$Unmodifiable");
    }

    private static boolean isUnmodifiable(Class<?> type) {
        String name = type.getName();
        return name.startsWith("java.util.ImmutableCollections$")
                || name.startsWith("java.util.Collections$Unmodifiable")
                || name.startsWith("java.util.Collections$Empty")
                || name.startsWith("java.util.Collections$Singleton");
    }

    private static Object sealed(Collection<@Nullable Object> copy) {
        if (copy instanceof NavigableSet<@Nullable Object> set) {
            return Collections.unmodifiableNavigableSet(set);
        }
        if (copy instanceof Set<@Nullable Object> set) {
            return Collections.unmodifiableSet(set);
        }
        if (copy instanceof List<@Nullable Object> list) {
            // No view: such a list is known to be immutable when it is met again, and shared.
            return list.contains(null) ? Collections.unmodifiableList(list) : List.of(list.toArray());
        }
        return Collections.unmodifiableCollection(copy);
    }

    private static Object sealed(Map<@Nullable Object, @Nullable Object> copy) {
        return copy instanceof NavigableMap<@Nullable Object, @Nullable Object> map
                ? Collections.unmodifiableNavigableMap(map)
                : Collections.unmodifiableMap(copy);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Collection<@Nullable Object> emptyLike(Collection<?> original) {
        if (original instanceof EnumSet<?> set) {
            EnumSet copy = EnumSet.copyOf((EnumSet) set);
            copy.clear();
            return copy;
        }
        if (original instanceof ConcurrentSkipListSet<?> set) {
            return new ConcurrentSkipListSet<>((java.util.Comparator) set.comparator());
        }
        if (original instanceof PriorityQueue<?> queue) {
            return new PriorityQueue<>((java.util.Comparator) queue.comparator());
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
        if (original instanceof ConcurrentSkipListMap<?, ?> map) {
            return new ConcurrentSkipListMap<>((java.util.Comparator) map.comparator());
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
