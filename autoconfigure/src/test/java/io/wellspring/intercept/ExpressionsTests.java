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
package io.wellspring.intercept;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.key.Keys;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.util.ReflectionUtils;

class ExpressionsTests {

    /** Whether SpEL asked for a property: what it would do to evaluate an expression on the argument. */
    public static final class Witness {
        boolean asked;

        public String getName() {
            asked = true;
            return "name";
        }
    }

    interface Declared {
        String find(Witness first, Long second);
    }

    private final Method method = ReflectionUtils.findMethod(Declared.class, "find", Witness.class, Long.class);
    private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
    private final Expressions expressions = new Expressions(method, Declared.class, beans);
    private final Witness witness = new Witness();
    private final Object[] arguments = {witness, 42L};

    @Test
    void aPlainVariableIsAnArgumentAndNoExpression() {
        assertThat(expressions.argumentOf("#first")).isZero();
        assertThat(expressions.argumentOf(" #second ")).isEqualTo(1);
        assertThat(expressions.argumentOf("#p1")).isEqualTo(1);
        assertThat(expressions.argumentOf("#a0")).isZero();
        assertThat(expressions.argumentOf("#first.name")).isEqualTo(-1);
        assertThat(expressions.argumentOf("#second + 1")).isEqualTo(-1);
        assertThat(expressions.key("#second").key(arguments)).isSameAs(arguments[1]);
    }

    @Test
    void anythingElseIsEvaluated() {
        assertThat(expressions.key("#first.name + #second").key(arguments)).isEqualTo("name42");
        assertThat(witness.asked).isTrue();
        assertThat(expressions.key("{#second, #p1}").key(arguments)).isEqualTo(Keys.of(java.util.List.of(42L, 42L)));
        assertThat(expressions.key("#root.methodName").key(arguments)).isEqualTo("find");
        assertThat(expressions.key("#root.args[1]").key(arguments)).isEqualTo(42L);
        assertThat(expressions.key("#root.targetClass.simpleName").key(arguments))
                .isEqualTo("Declared");
    }

    @Test
    void beansMayBeAsked() {
        beans.registerSingleton("prefix", "eu-");
        assertThat(expressions.key("@prefix + #second").key(arguments)).isEqualTo("eu-42");
    }

    @Test
    void conditionsSeeArgumentsAndResults() {
        assertThat(expressions.condition("condition", "", false)).isNull();
        assertThat(expressions.condition("condition", "#second > 40", false).holds(arguments, null))
                .isTrue();
        assertThat(expressions.condition("unless", "#result == null", true).holds(arguments, null))
                .isTrue();
        assertThat(expressions.condition("unless", "#result == null", true).holds(arguments, "x"))
                .isFalse();
    }
}
