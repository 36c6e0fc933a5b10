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

import io.wellspring.annotation.InvalidatedBy;
import io.wellspring.annotation.ReadThrough;
import io.wellspring.engine.CacheDefinitionException;
import io.wellspring.key.KeyExpression;
import io.wellspring.key.KeyPattern;
import io.wellspring.key.KeyType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/** Reads {@code @ReadThrough} into operations. */
final class ReadThroughReader {

    private final ConfigurableListableBeanFactory beanFactory;
    private final Environment environment;

    ReadThroughReader(ConfigurableListableBeanFactory beanFactory, Environment environment) {
        this.beanFactory = beanFactory;
        this.environment = environment;
    }

    /** @throws CacheDefinitionException where the annotation cannot work as it stands */
    ReadThroughOperation read(Method method, Class<?> beanType, AnnotatedMethods.Read declared) {
        ReadThrough annotation = declared.annotation();
        Methods.requireInterceptable(method, ReadThroughOperation.ANNOTATION);
        String cache = cacheName(method, beanType, annotation);
        ResolvableType returnType = ResolvableType.forMethodReturnType(method, beanType);
        if (returnType.toClass() == Future.class) {
            throw new CacheDefinitionException(
                    "@ReadThrough stands on " + Methods.describe(method)
                            + ", which returns a Future: nobody can wait for it but by blocking a thread.",
                    "Let the method return a CompletableFuture.");
        }
        Expressions expressions = new Expressions(method, beanType, beanFactory);
        Batch batch = new BatchReader(method, beanType, annotation, expressions).read();
        boolean explicitKey = batch != null || !annotation.key().isBlank();
        if (batch != null) {
            requireEquality(method, batch.key());
        } else if (!explicitKey) {
            requireEquality(method, method.getParameterTypes());
        }
        Set<Class<?>> entities = EntityType.in(returnType);
        List<Class<?>> dependsOn =
                annotation.dependsOn().length > 0 ? List.of(annotation.dependsOn()) : List.copyOf(entities);
        return new ReadThroughOperation(
                cache,
                method,
                explicitKey,
                batch == null && explicitKey ? expressions.key(annotation.key()) : ofArguments(method),
                batch != null ? KeyType.of(batch.key()) : keyType(method, beanType, annotation, expressions),
                expressions.condition("condition", annotation.condition(), false),
                expressions.condition("unless", annotation.unless(), true),
                ResultShape.of(returnType),
                duration(method, "ttl", annotation.ttl()),
                duration(method, "staleTtl", annotation.staleTtl()),
                dependsOn,
                annotation.dependsOn().length > 0,
                batch != null ? batch.byId() : isById(method, beanType, annotation, expressions, returnType),
                !entities.isEmpty(),
                changeRules(method, declared.rules(), expressions),
                expressions.tags(annotation.tags()),
                batch);
    }

    private static KeyExpression ofArguments(Method method) {
        return method.getParameterCount() == 1
                ? KeyExpression.argument(0, method.getParameterTypes()[0])
                : KeyExpression.ALL_ARGUMENTS;
    }

    private static List<ChangeRule> changeRules(Method method, List<InvalidatedBy> declared, Expressions expressions) {
        List<ChangeRule> rules = new ArrayList<>();
        for (InvalidatedBy rule : declared) {
            Class<?> entity = rule.entity();
            if (EntityType.of(entity) == null && !Modifier.isAbstract(entity.getModifiers())) {
                throw new CacheDefinitionException(
                        "@InvalidatedBy on " + Methods.describe(method) + " names " + entity.getName()
                                + ", which is no entity: its changes are not heard.",
                        "Name a class with @Entity, or a supertype of some.");
            }
            rules.add(new ChangeRule(entity, expressions.change(entity, rule.key())));
        }
        return List.copyOf(rules);
    }

    private static String cacheName(Method method, Class<?> beanType, ReadThrough annotation) {
        String name =
                annotation.cache().isBlank() ? beanType.getSimpleName() + "." + method.getName() : annotation.cache();
        if (name.indexOf(KeyPattern.SEPARATOR) >= 0 || name.indexOf('/') >= 0 || name.indexOf('*') >= 0) {
            throw new CacheDefinitionException(
                    "@ReadThrough on " + Methods.describe(method) + " names the cache '" + name + "'.",
                    "Choose a name without ':', '/' and '*', which part a cache from a key.");
        }
        return name;
    }

    private @Nullable KeyType keyType(
            Method method, Class<?> beanType, ReadThrough annotation, Expressions expressions) {
        if (annotation.key().isBlank() || isOnlyArgument(method, annotation, expressions)) {
            List<Class<?>> types = new ArrayList<>();
            for (int i = 0; i < method.getParameterCount(); i++) {
                types.add(ResolvableType.forMethodParameter(method, i, beanType).toClass());
            }
            return new KeyType("", types);
        }
        return null;
    }

    private boolean isById(
            Method method,
            Class<?> beanType,
            ReadThrough annotation,
            Expressions expressions,
            ResolvableType returnType) {
        return annotation.dependsOn().length == 0
                && method.getParameterCount() == 1
                && (annotation.key().isBlank() || isOnlyArgument(method, annotation, expressions))
                && IdentityRule.holdsFor(method, beanType, returnType);
    }

    private static boolean isOnlyArgument(Method method, ReadThrough annotation, Expressions expressions) {
        return method.getParameterCount() == 1 && expressions.argumentOf(annotation.key()) == 0;
    }

    /** An argument that is equal to nothing but itself would make a key that is never found again. */
    private static void requireEquality(Method method, Class<?>... types) {
        for (Class<?> type : types) {
            if (type.isPrimitive()
                    || type.isArray()
                    || type.isEnum()
                    || type.isInterface()
                    || type == Object.class
                    || type == Class.class
                    || Modifier.isAbstract(type.getModifiers())) {
                continue;
            }
            Method equals = ClassUtils.getMethod(type, "equals", Object.class);
            if (equals.getDeclaringClass() == Object.class) {
                throw new CacheDefinitionException(
                        "@ReadThrough on " + Methods.describe(method) + " makes its key from a " + type.getSimpleName()
                                + ", which has no equals(): no entry would be found again.",
                        "Give the type equals() and hashCode(), or choose a key, as in key = \"#name.id\".");
            }
        }
    }

    private @Nullable Duration duration(Method method, String attribute, String text) {
        if (text.isBlank()) {
            return null;
        }
        String remedy = "Write a duration as 10m or PT10M, or a placeholder as ${my.ttl} of a property that is set.";
        String what = "The " + attribute + " \"" + text + "\" of @ReadThrough on " + Methods.describe(method);
        Duration duration;
        try {
            duration = DurationStyle.detectAndParse(environment.resolveRequiredPlaceholders(text));
        } catch (IllegalArgumentException e) {
            throw new CacheDefinitionException(what + " is no duration: " + e.getMessage() + ".", remedy);
        }
        if (duration.isNegative()) {
            throw new CacheDefinitionException(what + " is negative.", remedy);
        }
        return duration;
    }
}
