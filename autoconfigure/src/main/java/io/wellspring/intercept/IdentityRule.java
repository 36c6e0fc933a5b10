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

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * Decides whether a method's result is just the entity whose id is its argument, so that a change of that entity, and of no
 * other, invalidates the entry.
 *
 * <p>In a Spring Data repository that follows from the name, as Spring Data derives the query from it. For any other method it
 * is assumed where the one parameter bears the name and the type of the entity's id; each load is then held against it, and
 * the first that does not fit ends the assumption for the whole cache.
 */
final class IdentityRule {

    private static final String REPOSITORY = "org.springframework.data.repository.Repository";
    private static final Set<String> FINDERS = Set.of("find", "get", "read", "query", "search");

    private IdentityRule() {}

    static boolean holdsFor(Method method, Class<?> beanType, ResolvableType returnType) {
        if (method.getParameterCount() == 0) {
            return false;
        }
        ResolvableType value = ResultShape.of(returnType) == ResultShape.PLAIN ? returnType : returnType.getGeneric();
        EntityType.Attribute id = idOf(value, ResolvableType.forMethodParameter(method, 0, beanType));
        if (id == null) {
            return false;
        }
        return (isRepository(beanType) && isDerived(method))
                ? isDerivedFromId(method, id)
                : isNamed(method, List.of(id.name(), decapitalized(value) + "Id"));
    }

    /** As {@link #holdsFor}, for a method that takes several keys and returns their values. */
    static boolean holdsForMany(Method method, ResolvableType key, ResolvableType value) {
        EntityType.Attribute id = idOf(value, key);
        return id != null && isNamed(method, List.of("ids", id.name() + "s", decapitalized(value) + "Ids"));
    }

    /** Returns the id of an entity; null where the value is none, or its id is of another type than the key. */
    static EntityType.@Nullable Attribute idOf(ResolvableType value, ResolvableType key) {
        Class<?> raw = value.resolve();
        EntityType entity = raw == null ? null : EntityType.of(raw);
        EntityType.Attribute id = entity == null ? null : entity.id();
        return id != null && boxed(id.type()) == boxed(key.toClass()) ? id : null;
    }

    /** Whether a derived query finds those entities whose ids it is given, and no more. */
    static boolean isDerivedFromIds(Method method, EntityType.Attribute id) {
        String name = method.getName();
        return FINDERS.stream()
                .anyMatch(finder -> name.equals(finder + "AllById")
                        || name.matches(
                                finder + "(All|Distinct)?By(Id|" + StringUtils.capitalize(id.name()) + ")(Is)?In"));
    }

    /** Whether Spring Data makes the query of a repository's method from its name. */
    static boolean isDerived(Method method) {
        return !method.isDefault()
                && !isQuery(method)
                && FINDERS.stream().anyMatch(finder -> method.getName().startsWith(finder))
                && method.getName().contains("By");
    }

    /** Whether a loaded value is what the rule said it would be. */
    static boolean confirmedBy(Object key, @Nullable Object value) {
        if (value == null) {
            return true;
        }
        EntityType entity = EntityType.ofLoaded(value);
        return entity == null
                || entity.id() == null
                || Objects.equals(entity.id().read(value), key);
    }

    private static boolean isDerivedFromId(Method method, EntityType.Attribute id) {
        String suffix = "By" + StringUtils.capitalize(id.name());
        String name = method.getName();
        return method.getParameterCount() == 1
                && FINDERS.stream().anyMatch(finder -> name.equals(finder + "ById") || name.equals(finder + suffix));
    }

    /** Whether the first parameter bears one of these names. */
    private static boolean isNamed(Method method, List<String> names) {
        Parameter parameter = method.getParameters()[0];
        return parameter.isNamePresent() && names.contains(parameter.getName());
    }

    private static String decapitalized(ResolvableType type) {
        return StringUtils.uncapitalize(type.toClass().getSimpleName());
    }

    static boolean isRepository(Class<?> type) {
        return type.getName().equals(REPOSITORY)
                || Arrays.stream(type.getInterfaces()).anyMatch(IdentityRule::isRepository)
                || (type.getSuperclass() != null && isRepository(type.getSuperclass()));
    }

    private static boolean isQuery(Method method) {
        return Arrays.stream(method.getAnnotations())
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().endsWith("Query"));
    }

    static Class<?> boxed(Class<?> type) {
        return ClassUtils.resolvePrimitiveIfNecessary(type);
    }
}
