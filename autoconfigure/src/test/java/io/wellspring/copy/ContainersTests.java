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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContainersTests {

    private final Copier copier = new GraphCopier(true, List.of());

    @SuppressWarnings("JdkObsolete")
    static Stream<Collection<String>> collections() {
        List<String> elements = List.of("c", "a", "b");
        return Stream.of(
                new ArrayList<>(elements),
                new LinkedList<>(elements),
                new HashSet<>(elements),
                new LinkedHashSet<>(elements),
                new TreeSet<>(elements),
                new ArrayDeque<>(elements),
                new CopyOnWriteArrayList<>(elements));
    }

    static Stream<Map<String, Integer>> maps() {
        Map<String, Integer> entries = new LinkedHashMap<>();
        entries.put("c", 1);
        entries.put("a", 2);
        entries.put("b", 3);
        return Stream.of(
                new HashMap<>(entries),
                new LinkedHashMap<>(entries),
                new TreeMap<>(entries),
                new ConcurrentHashMap<>(entries));
    }

    static Stream<List<Box>> unmodifiableLists() {
        return Stream.of(
                List.of(new Box("a")),
                Stream.of(new Box("a"), null).toList(),
                Collections.unmodifiableList(new ArrayList<>(List.of(new Box("a")))),
                Collections.singletonList(new Box("a")));
    }

    @ParameterizedTest
    @MethodSource("collections")
    void collectionBecomesOneOfTheSameClassAndOrder(Collection<String> original) {
        Collection<String> copy = copy(original);
        List<String> before = List.copyOf(original);

        assertThat(copy).isNotSameAs(original).hasSameClassAs(original).containsExactlyElementsOf(original);
        copy.add("d");
        assertThat(original).containsExactlyElementsOf(before);
    }

    @ParameterizedTest
    @MethodSource("maps")
    void mapBecomesOneOfTheSameClassAndOrder(Map<String, Integer> original) {
        Map<String, Integer> copy = copy(original);

        assertThat(copy).isNotSameAs(original).hasSameClassAs(original).isEqualTo(original);
        assertThat(copy.keySet()).containsExactlyElementsOf(original.keySet());
        copy.put("d", 4);
        assertThat(original).doesNotContainKey("d");
    }

    @Test
    void sortedContainersKeepTheirComparator() {
        SortedSet<String> set = new TreeSet<>(Comparator.reverseOrder());
        set.addAll(List.of("a", "b", "c"));
        SortedMap<String, Integer> map = new TreeMap<>(Comparator.reverseOrder());
        map.putAll(Map.of("a", 1, "b", 2));

        assertThat(copy(set)).isNotSameAs(set).containsExactly("c", "b", "a");
        assertThat(copy(map).keySet()).containsExactly("b", "a");
        assertThat(copy(set).comparator()).isSameAs(set.comparator());
        assertThat(copy(map).comparator()).isSameAs(map.comparator());
    }

    @Test
    void concurrentSortedContainersKeepTheirClass() {
        assertThat(copy(new ConcurrentSkipListSet<>(Set.of("a")))).isInstanceOf(ConcurrentSkipListSet.class);
        assertThat(copy(new ConcurrentSkipListMap<>(Map.of("a", 1)))).isInstanceOf(ConcurrentSkipListMap.class);
    }

    @Test
    void priorityQueueKeepsItsComparator() {
        PriorityQueue<String> original = new PriorityQueue<>(Comparator.reverseOrder());
        original.addAll(List.of("a", "b", "c"));

        assertThat(copy(original).peek()).isEqualTo("c");
    }

    @Test
    void enumContainersKeepTheirClass() {
        EnumSet<RoundingMode> set = EnumSet.of(RoundingMode.UP);
        EnumSet<RoundingMode> none = EnumSet.noneOf(RoundingMode.class);
        Map<RoundingMode, Box> map = new EnumMap<>(Map.of(RoundingMode.UP, new Box("a")));

        copy(set).add(RoundingMode.DOWN);
        copy(none).add(RoundingMode.DOWN);
        assertThat(set).containsExactly(RoundingMode.UP);
        assertThat(none).isEmpty();
        assertThat(copy(set)).isEqualTo(set).isInstanceOf(EnumSet.class);
        Map<RoundingMode, Box> copy = copy(map);
        assertThat(copy).isInstanceOf(EnumMap.class).containsOnlyKeys(RoundingMode.UP);
        assertRealCopy(copy.get(RoundingMode.UP), map.get(RoundingMode.UP));
    }

    @Test
    void elementsAreCopied() {
        List<Box> list = new ArrayList<>(List.of(new Box("a")));
        Map<String, Box> map = new HashMap<>(Map.of("a", new Box("a")));

        assertRealCopy(copy(list).get(0), list.get(0));
        assertRealCopy(copy(map).get("a"), map.get("a"));
    }

    @Test
    void mutableKeysAreCopied() {
        Map<Box, String> map = new HashMap<>(Map.of(new Box("a"), "b"));

        assertRealCopy(
                copy(map).keySet().iterator().next(), map.keySet().iterator().next());
    }

    @Test
    void nullElementsStay() {
        List<String> list = new ArrayList<>(Arrays.asList("a", null));
        Map<String, String> map = new HashMap<>();
        map.put(null, "a");
        map.put("b", null);

        assertThat(copy(list)).containsExactly("a", null);
        assertThat(copy(map)).isEqualTo(map);
    }

    @ParameterizedTest
    @MethodSource("unmodifiableLists")
    void unmodifiableListStaysUnmodifiable(List<Box> original) {
        List<Box> copy = copy(original);

        assertThat(copy).isNotSameAs(original).hasSameSizeAs(original);
        assertRealCopy(copy.get(0), original.get(0));
        assertUnmodifiable(copy);
    }

    @Test
    void unmodifiableSetAndMapStayUnmodifiable() {
        Set<Box> set = copy(Set.of(new Box("a")));
        Map<String, Box> map = Map.of("a", new Box("a"));

        assertThat(set).extracting(box -> box.text).containsExactly("a");
        assertUnmodifiable(set);
        assertRealCopy(copy(map).get("a"), map.get("a"));
        assertThatThrownBy(() -> copy(map).remove("a")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void unmodifiableSortedContainersStaySorted() {
        SortedSet<Box> set = new TreeSet<>(Comparator.comparing(box -> box.text));
        set.add(new Box("a"));
        SortedMap<String, Box> map = new TreeMap<>(Map.of("a", new Box("a")));

        SortedSet<Box> copiedSet = copy(Collections.unmodifiableSortedSet(set));
        SortedMap<String, Box> copiedMap = copy(Collections.unmodifiableSortedMap(map));
        assertRealCopy(copiedSet.first(), set.first());
        assertRealCopy(copiedMap.get("a"), map.get("a"));
        assertUnmodifiable(copiedSet);
    }

    @Test
    void viewsBecomeOrdinaryContainers() {
        List<String> list = new ArrayList<>(List.of("a", "b", "c"));
        Map<String, Integer> map = new LinkedHashMap<>();
        map.put("b", 1);
        map.put("a", 2);

        List<String> part = copy(list.subList(1, 3));
        Set<String> keys = copy(map.keySet());
        Collection<Integer> values = copy(map.values());
        list.clear();
        map.clear();

        assertThat(part).containsExactly("b", "c");
        assertThat(keys).containsExactly("b", "a");
        assertThat(values).containsExactly(1, 2);
        assertThat(copy(Arrays.asList("a", null))).containsExactly("a", null);
    }

    @Test
    void viewThatCannotBeChangedThroughIsNotShared() {
        List<String> backing = new ArrayList<>(List.of("a"));
        List<String> copy = copy(Collections.unmodifiableList(backing));
        backing.add("b");

        assertThat(copy).containsExactly("a");
    }

    @Test
    void optionalHoldsACopy() {
        Optional<Box> original = Optional.of(new Box("a"));

        assertRealCopy(copy(original).orElseThrow(), original.orElseThrow());
    }

    @Test
    void arraysAreCopiedWithTheirElements() {
        int[] numbers = {1, 2};
        Box[] boxes = {new Box("a"), null};
        int[][] nested = {{1}, {2, 3}};
        Object[] mixed = {"a", new int[] {1}};

        assertThat(copy(numbers)).isNotSameAs(numbers).containsExactly(1, 2);
        assertThat(copy(boxes)).isNotSameAs(boxes).hasSize(2);
        assertRealCopy(copy(boxes)[0], boxes[0]);
        assertThat(copy(boxes)[1]).isNull();
        assertThat(copy(nested)).isDeepEqualTo(nested);
        assertThat(copy(nested)[1]).isNotSameAs(nested[1]);
        assertThat(copy(mixed)[1]).isNotSameAs(mixed[1]).isEqualTo(mixed[1]);
    }

    private static void assertUnmodifiable(Collection<Box> copy) {
        assertThatThrownBy(() -> copy.add(new Box("b"))).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> copy.remove(copy.iterator().next())).isInstanceOf(UnsupportedOperationException.class);
    }

    private static void assertRealCopy(Box copy, Box original) {
        assertThat(copy).isNotSameAs(original);
        assertThat(copy.text).isEqualTo(original.text);
    }

    @SuppressWarnings("unchecked")
    private <T> T copy(T value) {
        return (T) copier.copy(value);
    }

    static class Box {
        String text;

        Box(String text) {
            this.text = text;
        }
    }
}
