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

import io.wellspring.engine.CacheDefinitionException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.util.ReflectionUtils;

/** What is said of methods, and done with them, in one place. */
final class Methods {

    private Methods() {}

    /** Names a method for people, as {@code ProductRepository.findById(Long)}. */
    static String describe(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + signature(method);
    }

    static String signature(Method method) {
        StringJoiner types = new StringJoiner(",", method.getName() + "(", ")");
        for (Class<?> type : method.getParameterTypes()) {
            types.add(type.getSimpleName());
        }
        return types.toString();
    }

    static String parameters(Method method, ParameterNameDiscoverer discoverer) {
        String[] names = discoverer.getParameterNames(method);
        return names == null || names.length == 0 ? "none" : String.join(", ", names);
    }

    /** Refuses a method that no proxy can stand before. */
    static void requireInterceptable(Method method, String annotation) {
        String reason = null;
        if (Modifier.isPrivate(method.getModifiers())) {
            reason = "private";
        } else if (Modifier.isStatic(method.getModifiers())) {
            reason = "static";
        } else if (Modifier.isFinal(method.getModifiers())) {
            reason = "final";
        }
        if (reason != null) {
            throw new CacheDefinitionException(
                    annotation + " stands on " + describe(method) + ", which is " + reason
                            + ": no call of it can be intercepted.",
                    "Make the method neither private, static nor final, or move the annotation to one that is not.");
        }
        requireResult(method, annotation);
    }

    static void requireResult(Method method, String annotation) {
        if (method.getReturnType() == void.class || method.getReturnType() == Void.class) {
            throw new CacheDefinitionException(
                    annotation + " stands on " + describe(method)
                            + ", which returns nothing: there is no value to cache.",
                    "Let the method return the value, or remove the annotation.");
        }
    }

    /** Calls a method, and lets its own exception through. */
    static @Nullable Object invoke(Method method, Object target, @Nullable Object... arguments) throws Throwable {
        try {
            ReflectionUtils.makeAccessible(method);
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
