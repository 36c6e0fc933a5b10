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
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KeyExpressionTests {

    private static final Object[] ARGUMENTS = {"Tools", 3};

    @Test
    void allArgumentsMakeACompositeKey() {
        assertThat(KeyExpression.ALL_ARGUMENTS.key(ARGUMENTS)).isEqualTo(Keys.of("Tools", 3));
        assertThat(KeyExpression.ALL_ARGUMENTS.key(new Object[0])).isEqualTo(Keys.of(new Object[0]));
    }

    @Test
    void theOnlyArgumentIsTheKey() {
        Object argument = new BigDecimal("42");

        assertThat(KeyExpression.ALL_ARGUMENTS.key(new Object[] {argument})).isSameAs(argument);
    }

    @Test
    void theOnlyArgumentMayBeAnArray() {
        Object[] array = {"a", "b"};

        assertThat(KeyExpression.ALL_ARGUMENTS.key(new Object[] {array}))
                .isEqualTo(Keys.of((Object) array))
                .isNotEqualTo(Keys.of("a", "b"));
        assertThat(KeyExpression.argument(0, Object.class).key(new Object[] {array}))
                .isEqualTo(Keys.of((Object) array));
    }

    @Test
    void oneArgumentMayBeChosen() {
        assertThat(KeyExpression.argument(0, Object.class).key(ARGUMENTS)).isSameAs(ARGUMENTS[0]);
        assertThat(KeyExpression.argument(1, Object.class).key(ARGUMENTS)).isEqualTo(3);
        assertThat(KeyExpression.argument(0, Object.class).key(new Object[] {null, 1}))
                .isEqualTo(Keys.of((Object) null));
        assertThat(KeyExpression.argument(0, Object.class).key(new Object[] {List.of(1), 2}))
                .isEqualTo(Keys.of(List.of(1)));
    }

    @Test
    void anArgumentThatCannotChangeIsItsOwnKey() {
        for (Class<?> type : List.of(long.class, Long.class, String.class, TimeUnit.class, Object.class)) {
            KeyExpression expression = KeyExpression.argument(0, type);
            assertThat(expression.key(ARGUMENTS)).isSameAs(ARGUMENTS[0]);
            assertThat(expression.key(new Object[] {null})).isEqualTo(Keys.of((Object) null));
        }
    }

    @Test
    void anArgumentThatCouldChangeIsCopiedWhateverItIsDeclaredAs() {
        List<Object> list = new ArrayList<>(List.of(1));
        int[] array = {1};
        Object ofList = KeyExpression.argument(0, List.class).key(new Object[] {list});
        Object ofArray = KeyExpression.argument(0, int[].class).key(new Object[] {array});
        list.add(2);
        array[0] = 2;
        assertThat(ofList).isEqualTo(Keys.of(List.of(1)));
        assertThat(ofArray).isEqualTo(Keys.of((Object) new int[] {1}));
    }

    @Test
    void qualifiedKeysTellMethodsApart() {
        assertThat(KeyExpression.qualified("f(String,int)").key(ARGUMENTS))
                .isEqualTo(Keys.qualified("f(String,int)", "Tools", 3))
                .isNotEqualTo(KeyExpression.qualified("g(String,int)").key(ARGUMENTS))
                .isNotEqualTo(KeyExpression.ALL_ARGUMENTS.key(ARGUMENTS));
    }
}
