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

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyTextTests {

    private static final String[] PIECES = {"", "a", ",", "\\", "0", ":", "(", ")", "[", " ", "\\0", "()"};

    @Test
    void singleArgumentReadsAsItself() {
        assertThat(KeyText.format(Keys.of(42L))).isEqualTo("42");
        assertThat(KeyText.format(Keys.of("a,b: c"))).isEqualTo("a,b: c");
        assertThat(KeyText.format(Keys.of(""))).isEmpty();
    }

    @Test
    void severalArgumentsArePartedByCommas() {
        assertThat(KeyText.format(Keys.of("Tools", 0))).isEqualTo("Tools,0");
        assertThat(KeyText.format(Keys.of("", ""))).isEqualTo(",");
        assertThat(Keys.of("Tools", 0)).hasToString("Tools,0");
    }

    @Test
    void backslashEscapesCommasAndItself() {
        assertThat(KeyText.format(Keys.of("a,b", "c\\d"))).isEqualTo("a\\,b,c\\\\d");
        assertThat(KeyText.format(Keys.of("c\\d"))).isEqualTo("c\\\\d");
    }

    @Test
    void nullReadsUnlikeAnyText() {
        assertThat(KeyText.format(Keys.of((Object) null))).isEqualTo("\\0");
        assertThat(KeyText.format(Keys.of("\\0"))).isEqualTo("\\\\0");
        assertThat(KeyText.format(Keys.of(null, "null"))).isEqualTo("\\0,null");
    }

    @Test
    void noArgumentsReadAsParentheses() {
        assertThat(KeyText.format(Keys.of(new Object[0]))).isEqualTo("()");
    }

    @Test
    void qualifierStandsBeforeAColon() {
        assertThat(KeyText.format(Keys.qualified("find(String)", "Tools"))).isEqualTo("find(String):Tools");
        assertThat(KeyText.format(Keys.qualified("find(String)", "a,b"))).isEqualTo("find(String):a\\,b");
        assertThat(KeyText.format(Keys.qualified("all()"))).isEqualTo("all():");
    }

    @Test
    void arraysStandInBrackets() {
        assertThat(KeyText.format(Keys.of(new int[] {1, 2}))).isEqualTo("[1,2]");
        assertThat(KeyText.format(Keys.of(new int[0]))).isEqualTo("[]");
        assertThat(KeyText.format(Keys.of((Object) new String[] {"a,b"}))).isEqualTo("[a\\,b]");
    }

    @Test
    void arraysOfDifferentContentReadDifferently() {
        Map<String, Object> read = new HashMap<>();
        Random random = new Random(7);
        for (int round = 0; round < 5_000; round++) {
            String[] array = texts(random, 1 + random.nextInt(3));
            assertReadsAlone(read, Keys.of((Object) array));
        }
        assertThat(read).hasSizeGreaterThan(1_000);
    }

    @Test
    void emptyArrayReadsUnlikeOneOfAnEmptyText() {
        assertThat(KeyText.format(Keys.of((Object) new String[0])))
                .isNotEqualTo(KeyText.format(Keys.of((Object) new String[] {""})));
    }

    @Test
    void listsOfDifferentContentReadDifferently() {
        assertThat(KeyText.format(Keys.of(List.of("a, b")))).isNotEqualTo(KeyText.format(Keys.of(List.of("a", "b"))));
        assertThat(KeyText.format(Keys.of(Collections.singletonList(null))))
                .isNotEqualTo(KeyText.format(Keys.of(List.of("\\0"))));
    }

    @Test
    void differentArgumentsReadDifferentlyAndRoundTrip() {
        Random random = new Random(42);
        for (int arity = 0; arity <= 4; arity++) {
            assertReadable(random, arity, "");
            assertReadable(random, arity, "find(String):x");
        }
    }

    private static void assertReadable(Random random, int arity, String qualifier) {
        KeyType type = new KeyType(qualifier, Collections.nCopies(arity, String.class));
        Map<String, Object> read = new HashMap<>();
        for (int round = 0; round < 4_000; round++) {
            Object[] arguments = texts(random, arity);
            Object key = type.key(arguments);
            assertReadsAlone(read, key);
            assertThat(type.parse(KeyText.format(key), (text, to) -> text))
                    .as("%s as %s", Arrays.toString(arguments), KeyText.format(key))
                    .containsExactly(arguments);
        }
    }

    private static void assertReadsAlone(Map<String, Object> read, Object key) {
        Object other = read.put(KeyText.format(key), key);
        if (other != null) {
            assertThat(other).isEqualTo(key);
        }
    }

    private static String[] texts(Random random, int count) {
        String[] texts = new String[count];
        for (int i = 0; i < count; i++) {
            if (random.nextInt(8) > 0) {
                texts[i] = PIECES[random.nextInt(PIECES.length)] + PIECES[random.nextInt(PIECES.length)];
            }
        }
        return texts;
    }
}
