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

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeysTests {

    @Test
    void singleArgumentIsItsOwnKey() {
        Object argument = new BigDecimal("42");

        assertThat(Keys.of(argument)).isSameAs(argument);
        assertThat(Keys.of(new Object[] {argument})).isSameAs(argument);
    }

    @Test
    void nullHasAKeyThatIsNotItsText() {
        assertThat(Keys.of((Object) null)).isNotNull().isEqualTo(Keys.of(new Object[] {null}));
        assertThat(Keys.of((Object) null)).isNotEqualTo(Keys.of("null")).isNotEqualTo(Keys.of("\\0"));
    }

    @Test
    void sameArgumentsMakeEqualKeys() {
        assertEqual(Keys.of("a", 1, null), Keys.of("a", 1, null));
        assertEqual(Keys.qualified("f", "a"), Keys.qualified("f", "a"));
        assertEqual(Keys.of(new Object[0]), Keys.of(new Object[0]));
    }

    @Test
    void keyOfSeveralArgumentsEqualsNothingElse() {
        assertThat(Keys.of("a", "b")).isNotEqualTo("a,b").isNotEqualTo(null).isNotEqualTo(List.of("a", "b"));
    }

    @Test
    void positionsNeverCollide() {
        assertDistinct(
                Keys.of("a", "b"),
                Keys.of("b", "a"),
                Keys.of("a,b"),
                Keys.of("a", "b", null),
                Keys.of(null, "a", "b"),
                Keys.of("a", null, "b"),
                Keys.of("ab", ""),
                Keys.of("", "ab"),
                Keys.of(new Object[0]),
                Keys.of((Object) null),
                Keys.of(null, null));
    }

    @Test
    void argumentsOfEqualHashNeverCollide() {
        assertThat("Aa").hasSameHashCodeAs("BB");

        assertDistinct(Keys.of("Aa", "BB"), Keys.of("BB", "Aa"), Keys.of("Aa", "Aa"), Keys.of("BB", "BB"));
    }

    @Test
    void argumentsOfDifferentTypesNeverCollide() {
        assertDistinct(Keys.of(1, 2), Keys.of(1L, 2), Keys.of("1", 2), Keys.of(1, 2L));
    }

    @Test
    void methodsThatShareACacheNeverCollide() {
        assertDistinct(
                Keys.qualified("f(Long)", 1L),
                Keys.qualified("g(Long)", 1L),
                Keys.qualified("f(String)", "1"),
                Keys.qualified("f()"),
                Keys.qualified("g()"),
                Keys.of(1L),
                Keys.of("1"));
    }

    @Test
    void collectionIsNotItsElements() {
        assertDistinct(
                Keys.of(1, 2),
                Keys.of(List.of(1, 2)),
                Keys.of(Set.of(1, 2)),
                Keys.of(new int[] {1, 2}),
                Keys.of(Map.of(1, 2)),
                Keys.of(List.of(1), 2),
                Keys.of(1, List.of(2)),
                Keys.of(List.of(List.of(1, 2))));
    }

    @Test
    void arraysAreComparedByContent() {
        assertEqual(Keys.of(new int[] {1, 2}), Keys.of(new int[] {1, 2}));
        assertEqual(Keys.of((Object) new String[] {"a", null}), Keys.of((Object) new String[] {"a", null}));
        assertEqual(Keys.of("x", new double[] {Double.NaN}), Keys.of("x", new double[] {Double.NaN}));
        assertThat(Keys.of(new int[] {1, 2})).isNotEqualTo(Keys.of(new int[] {2, 1}));
        assertThat(Keys.of(new int[] {1, 2})).isNotEqualTo(Keys.of(new int[] {1, 2, 0}));
    }

    @Test
    void nestedArraysAreComparedByContent() {
        assertEqual(Keys.of((Object) new int[][] {{1}, {2, 3}}), Keys.of((Object) new int[][] {{1}, {2, 3}}));
        assertThat(Keys.of((Object) new int[][] {{1}, {2, 3}})).isNotEqualTo(Keys.of((Object)
                new int[][] {{1, 2}, {3}}));
        assertEqual(Keys.of(List.of(new int[] {1}), 7), Keys.of(List.of(new int[] {1}), 7));
    }

    @Test
    void arraysOfDifferentComponentTypesNeverCollide() {
        assertDistinct(
                Keys.of(new int[] {1}),
                Keys.of(new long[] {1}),
                Keys.of(new short[] {1}),
                Keys.of((Object) new Integer[] {1}),
                Keys.of((Object) new Object[] {1}),
                Keys.of((Object) new int[][] {{1}}));
        assertDistinct(Keys.of(new int[0]), Keys.of(new byte[0]), Keys.of((Object) new String[0]), Keys.of(List.of()));
    }

    @Test
    void collectionsAreComparedByContent() {
        assertEqual(Keys.of(List.of("a", "b")), Keys.of(new ArrayList<>(List.of("a", "b"))));
        assertEqual(Keys.of(Set.of("a", "b", "c")), Keys.of(new HashSet<>(List.of("c", "b", "a"))));
        assertEqual(Keys.of(Map.of("a", 1)), Keys.of(new HashMap<>(Map.of("a", 1))));
        assertEqual(Keys.of(Arrays.asList("a", null)), Keys.of(Arrays.asList("a", null)));
        assertThat(Keys.of(List.of("a", "b"))).isNotEqualTo(Keys.of(List.of("b", "a")));
    }

    @Test
    void laterChangeOfAnArrayLeavesTheKey() {
        int[] single = {1, 2};
        int[][] nested = {{1}, {2}};
        Object key = Keys.of(single);
        Object nestedKey = Keys.of((Object) nested);
        Object composite = Keys.of("x", single);
        single[0] = 9;
        nested[1][0] = 9;

        assertEqual(key, Keys.of(new int[] {1, 2}));
        assertEqual(nestedKey, Keys.of((Object) new int[][] {{1}, {2}}));
        assertEqual(composite, Keys.of("x", new int[] {1, 2}));
    }

    @Test
    void laterChangeOfACollectionLeavesTheKey() {
        List<Object> inner = new ArrayList<>(List.of(1));
        List<Object> list = new ArrayList<>(List.of(inner));
        Set<Object> set = new HashSet<>(Set.of(1));
        Map<Object, Object> map = new HashMap<>(Map.of(1, inner));
        Object listKey = Keys.of(list);
        Object setKey = Keys.of(set);
        Object mapKey = Keys.of(map);
        Object composite = Keys.of("x", list);
        inner.add(2);
        list.add(3);
        set.add(4);
        map.put(5, 5);

        assertEqual(listKey, Keys.of(List.of(List.of(1))));
        assertEqual(setKey, Keys.of(Set.of(1)));
        assertEqual(mapKey, Keys.of(Map.of(1, List.of(1))));
        assertEqual(composite, Keys.of("x", List.of(List.of(1))));
    }

    @Test
    void laterChangeOfTheArgumentsLeavesTheKey() {
        Object[] arguments = {"a", "b"};
        Object key = Keys.of(arguments);
        Object qualified = Keys.qualified("f", arguments);
        arguments[0] = "changed";

        assertEqual(key, Keys.of("a", "b"));
        assertEqual(qualified, Keys.qualified("f", "a", "b"));
    }

    @Test
    void keyOfSeveralPartsIsTakenApart() {
        assertThat(Keys.parts(Keys.of("a", 1))).isEqualTo(new KeyParts("", List.of("a", 1)));
        assertThat(Keys.parts(Keys.qualified("f", "a"))).isEqualTo(new KeyParts("f", List.of("a")));
        assertThat(Keys.parts(Keys.of(new int[] {1}))).isEqualTo(new KeyParts("[I", List.of(1)));
        assertThat(Keys.parts(Keys.of("a"))).isNull();
        assertThat(Keys.parts(List.of("a"))).isNull();
    }

    @Test
    void arrayAndNullAreTold() {
        assertThat(Keys.parts(Keys.of(new int[] {1})).isArray()).isTrue();
        assertThat(Keys.parts(Keys.of("a", 1)).isArray()).isFalse();
        assertThat(Keys.isNull(Keys.of((Object) null))).isTrue();
        assertThat(Keys.isNull("null")).isFalse();
    }

    private static void assertEqual(Object one, Object other) {
        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
    }

    private static void assertDistinct(Object... keys) {
        assertThat(keys).doesNotHaveDuplicates();
        assertThat(new HashSet<>(List.of(keys))).hasSize(keys.length);
    }
}
