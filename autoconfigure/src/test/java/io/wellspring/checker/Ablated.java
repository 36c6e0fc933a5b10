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
package io.wellspring.checker;

import static net.bytebuddy.matcher.ElementMatchers.nameStartsWith;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.none;

import io.wellspring.checker.Replacement.Argument;
import io.wellspring.checker.Replacement.Call;
import io.wellspring.checker.Replacement.Nothing;
import io.wellspring.checker.Replacement.Value;
import java.util.Arrays;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.asm.MemberSubstitution;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.loading.ClassReloadingStrategy;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.StubMethod;
import net.bytebuddy.matcher.ElementMatcher;

/** A loaded class without one of its rules. Closing it gives the rule back. */
final class Ablated implements AutoCloseable {

    private final Class<?> type;

    Ablated(Class<?> type, String method, Replacement replacement) {
        if (Arrays.stream(type.getDeclaredMethods())
                .noneMatch(candidate -> candidate.getName().equals(method))) {
            throw new IllegalArgumentException(
                    type + " has no method " + method + "; name the one that holds the rule");
        }
        this.type = type;
        ByteBuddyAgent.install();
        // By default it passes over lambdas, which hold many a rule.
        without(new ByteBuddy().ignore(none()).redefine(type), method, replacement)
                .make()
                .load(type.getClassLoader(), ClassReloadingStrategy.fromInstalledAgent());
    }

    @Override
    public void close() throws Exception {
        ClassReloadingStrategy.fromInstalledAgent().reset(type);
    }

    private static <T> DynamicType.Builder<T> without(
            DynamicType.Builder<T> builder, String method, Replacement replacement) {
        if (replacement instanceof Call call) {
            ElementMatcher.Junction<MethodDescription> within =
                    named(method).or(nameStartsWith("lambda$" + method + "$"));
            return builder.visit(MemberSubstitution.relaxed()
                    .method(named(call.called()))
                    .replaceWithConstant(call.value())
                    .on(within));
        }
        return builder.method(named(method)).intercept(body(replacement));
    }

    private static Implementation body(Replacement replacement) {
        if (replacement instanceof Value constant) {
            return FixedValue.value(constant.value());
        }
        if (replacement instanceof Argument argument) {
            return FixedValue.argument(argument.index());
        }
        if (replacement instanceof Nothing) {
            return StubMethod.INSTANCE;
        }
        throw new IllegalArgumentException(replacement.toString());
    }
}
