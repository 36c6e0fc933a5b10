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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyTypeTests {

    private static final KeyType NONE = new KeyType("", List.of());
    private static final KeyType PAGE = new KeyType("", List.of(String.class, int.class));
    private static final KeyType FIND = new KeyType("find(Long)", List.of(Long.class));
    private static final KeyType ALL = new KeyType("all()", List.of());

    @Test
    void singleArgumentIsConverted() {
        assertThat(parse(KeyType.of(Long.class), "42")).containsExactly(42L);
    }

    @Test
    void singleTextMayHoldCommasAndBackslashes() {
        assertThat(parse(KeyType.of(String.class), "a,b")).containsExactly("a,b");
        assertThat(parse(KeyType.of(String.class), "a\\\\b")).containsExactly("a\\b");
        assertThat(parse(KeyType.of(String.class), "")).containsExactly("");
    }

    @Test
    void severalArgumentsAreConvertedOneByOne() {
        assertThat(parse(PAGE, "Tools,3")).containsExactly("Tools", 3);
        assertThat(parse(PAGE, "To\\,ols\\\\,3")).containsExactly("To,ols\\", 3);
    }

    @Test
    void nullIsReadBack() {
        assertThat(parse(KeyType.of(String.class), "\\0")).containsExactly(new Object[] {null});
        assertThat(parse(PAGE, "\\0,3")).containsExactly(null, 3);
        assertThat(parse(PAGE, "\\\\0,3")).containsExactly("\\0", 3);
    }

    @Test
    void noArgumentsAreParentheses() {
        assertThat(parse(NONE, "()")).isEmpty();
        assertThat(parse(ALL, "all():")).isEmpty();
    }

    @Test
    void qualifiedTextIsReadWithoutItsQualifier() {
        assertThat(parse(FIND, "find(Long):42")).containsExactly(42L);
    }

    @Test
    void textOfAnotherMethodIsNotRead() {
        assertThat(parse(FIND, "all():")).isNull();
        assertThat(parse(FIND, "42")).isNull();
        assertThat(parse(FIND, "find(Long)")).isNull();
    }

    @Test
    void wrongTypeNamesTextAndType() {
        assertThatThrownBy(() -> parse(PAGE, "Tools,many"))
                .isInstanceOf(MalformedKeyException.class)
                .hasMessageContaining("'Tools,many'")
                .hasMessageContaining("'many' is not a int")
                .hasCauseInstanceOf(NumberFormatException.class);
        assertThatThrownBy(() -> parse(FIND, "find(Long):x"))
                .isInstanceOf(MalformedKeyException.class)
                .hasMessageContaining("'find(Long):x'")
                .hasMessageContaining("Long");
    }

    @Test
    void wrongNumberOfArgumentsNamesTextAndNumbers() {
        assertThatThrownBy(() -> parse(PAGE, "Tools,1,2"))
                .isInstanceOf(MalformedKeyException.class)
                .hasMessageContaining("'Tools,1,2'")
                .hasMessageContaining("expected 2")
                .hasMessageContaining("found 3");
        assertThatThrownBy(() -> parse(FIND, "find(Long):1,2"))
                .isInstanceOf(MalformedKeyException.class)
                .hasMessageContaining("expected 1");
    }

    @Test
    void argumentsWhereNoneAreTakenAreMalformed() {
        assertThatThrownBy(() -> parse(NONE, "42"))
                .isInstanceOf(MalformedKeyException.class)
                .hasMessageContaining("'42'")
                .hasMessageContaining("()");
        assertThatThrownBy(() -> parse(ALL, "all():42"))
                .isInstanceOf(MalformedKeyException.class)
                .hasMessageContaining("'all():42'");
    }

    @Test
    void keyIsThatOfACall() {
        assertThat(KeyType.of(Long.class).key(42L)).isEqualTo(Keys.of(42L));
        assertThat(PAGE.key("Tools", 3)).isEqualTo(Keys.of("Tools", 3));
        assertThat(FIND.key(42L)).isEqualTo(Keys.qualified("find(Long)", 42L));
        assertThat(NONE.key()).isEqualTo(Keys.of(new Object[0]));
        assertThat(KeyType.of(String.class).key(new Object[] {null})).isEqualTo(Keys.of((Object) null));
    }

    @Test
    void argumentsAreThoseThatMadeTheKey() {
        assertInverse(KeyType.of(Long.class), 42L);
        assertInverse(KeyType.of(long.class), 42L);
        assertInverse(KeyType.of(String.class), new Object[] {null});
        assertInverse(KeyType.of(List.class), List.of(1, 2));
        assertInverse(KeyType.of(Set.class), Set.of("a"));
        assertInverse(PAGE, "Tools", 3);
        assertInverse(PAGE, null, 3);
        assertInverse(FIND, 42L);
        assertInverse(FIND, new Object[] {null});
        assertInverse(NONE);
        assertInverse(ALL);
    }

    @Test
    void collectionThatCannotBeGivenBackIsNotTakenApart() {
        KeyType type = KeyType.of(List.class);

        assertThat(type.arguments(type.key(Arrays.asList("a", null)))).isNull();
        assertThat(type.arguments(type.key(List.of(new int[] {1})))).isNull();
    }

    @Test
    void takingAKeyApartLeavesItAsItWas() {
        Object key = PAGE.key(null, 3);
        Object[] arguments = PAGE.arguments(key);
        arguments[0] = "changed";

        assertThat(key).isEqualTo(PAGE.key(null, 3));
    }

    @Test
    void keyOfAnotherMethodHasNoArguments() {
        assertThat(FIND.arguments(Keys.qualified("get(Long)", 42L))).isNull();
        assertThat(FIND.arguments(Keys.of(42L))).isNull();
        assertThat(PAGE.arguments(Keys.qualified("find(Long)", "Tools", 3))).isNull();
        assertThat(KeyType.of(Long.class).arguments(FIND.key(42L))).isNull();
    }

    @Test
    void keyOfOtherTypesHasNoArguments() {
        assertThat(KeyType.of(Long.class).arguments("42")).isNull();
        assertThat(PAGE.arguments(Keys.of("Tools", 3L))).isNull();
        assertThat(PAGE.arguments(Keys.of("Tools", 3, 4))).isNull();
        assertThat(PAGE.arguments("Tools")).isNull();
        assertThat(NONE.arguments("Tools")).isNull();
    }

    @Test
    void arrayCannotBeTakenFromAKey() {
        KeyType array = KeyType.of(int[].class);

        assertThat(array.arguments(array.key(new int[] {1}))).isNull();
        assertThat(new KeyType("", List.of(String.class, int[].class)).arguments(Keys.of("a", new int[] {1})))
                .isNull();
    }

    @Test
    void takesOneArgumentOfTheTypeOrASubtype() {
        assertThat(KeyType.of(Number.class).takes(Long.class)).isTrue();
        assertThat(KeyType.of(Long.class).takes(Number.class)).isFalse();
        assertThat(KeyType.of(long.class).takes(Long.class)).isTrue();
        assertThat(KeyType.of(Long.class).takes(long.class)).isTrue();
        assertThat(KeyType.of(Long.class).takes(int.class)).isFalse();
        assertThat(PAGE.takes(String.class)).isFalse();
        assertThat(NONE.takes(String.class)).isFalse();
    }

    private static Object[] parse(KeyType type, String text) {
        return type.parse(text, KeyTypeTests::convert);
    }

    private static Object convert(String text, Class<?> type) {
        if (type == Long.class) {
            return Long.valueOf(text);
        }
        return type == int.class ? Integer.valueOf(text) : text;
    }

    private static void assertInverse(KeyType type, Object... arguments) {
        assertThat(type.arguments(type.key(arguments))).containsExactly(arguments);
    }
}
