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

import io.wellspring.annotation.CacheLoader;
import io.wellspring.engine.CacheDefinitionException;
import io.wellspring.engine.LoadContext;
import io.wellspring.key.KeyPattern;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.core.ResolvableType;

/** Reads {@code @CacheLoader} into operations. */
final class CacheLoaderReader {

    private static final String ANNOTATION = "@CacheLoader";
    private static final Set<Class<?>> KEY_COLLECTIONS = Set.of(Collection.class, Iterable.class, List.class);

    private CacheLoaderReader() {}

    /** @throws CacheDefinitionException where the annotation cannot work as it stands */
    static CacheLoaderOperation read(Method method, Class<?> beanType, CacheLoader annotation) {
        Methods.requireResult(method, ANNOTATION);
        if (Modifier.isStatic(method.getModifiers()) || Modifier.isPrivate(method.getModifiers())) {
            throw new CacheDefinitionException(
                    ANNOTATION + " stands on " + Methods.describe(method) + ", which is "
                            + (Modifier.isStatic(method.getModifiers()) ? "static." : "private."),
                    "Make it a method that can be called on the bean.");
        }
        KeyPattern pattern = pattern(method, annotation);
        int parameters = method.getParameterCount();
        boolean withContext = parameters == 2 && method.getParameterTypes()[1] == LoadContext.class;
        if (parameters != 1 && !withContext) {
            throw wrongForm(method);
        }
        ResolvableType key = ResolvableType.forMethodParameter(method, 0, beanType);
        ResolvableType result = ResolvableType.forMethodReturnType(method, beanType);
        ResultShape shape = ResultShape.of(result);
        ResolvableType value = shape == ResultShape.PLAIN ? result : result.getGeneric();
        boolean batch = KEY_COLLECTIONS.contains(key.toClass()) && Map.class.isAssignableFrom(value.toClass());
        if (batch && withContext) {
            throw wrongForm(method);
        }
        return new CacheLoaderOperation(
                pattern,
                method,
                batch ? key.getGeneric().toClass() : key.toClass(),
                batch,
                withContext,
                shape,
                EntityType.in(value),
                batch
                        ? IdentityRule.holdsForMany(
                                method, key.getGeneric(), value.asMap().getGeneric(1))
                        : IdentityRule.holdsFor(method, beanType, result));
    }

    private static KeyPattern pattern(Method method, CacheLoader annotation) {
        try {
            return KeyPattern.parse(annotation.value());
        } catch (IllegalArgumentException e) {
            throw new CacheDefinitionException(
                    ANNOTATION + " on " + Methods.describe(method) + " has a pattern that fits no key.",
                    e.getMessage() + ".");
        }
    }

    private static CacheDefinitionException wrongForm(Method method) {
        return new CacheDefinitionException(
                ANNOTATION + " stands on " + Methods.describe(method) + ", which has none of a loader's forms.",
                "Write V load(K key), V load(K key, LoadContext<V> context) or Map<K, V> loadAll(Collection<K> keys).");
    }
}
