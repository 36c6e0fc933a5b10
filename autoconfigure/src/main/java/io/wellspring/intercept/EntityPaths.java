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
import java.beans.PropertyDescriptor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.core.ResolvableType;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.VariableReference;

/** Checks at start-up that an expression over {@code #entity} names what the entity has. */
final class EntityPaths {

    private final Class<?> entity;
    private final String text;
    private final Method method;
    private boolean readCollections;

    EntityPaths(Class<?> entity, String text, Method method) {
        this.entity = entity;
        this.text = text;
        this.method = method;
    }

    /** Whether collections of the entity come into the expression, as far as can be told. */
    boolean readCollections() {
        return readCollections;
    }

    void check(SpelNode node) {
        if (node instanceof VariableReference) {
            String name = node.toStringAST().substring(1);
            if (!name.equals(ChangeExpression.ENTITY) && !name.equals("this") && !name.equals("root")) {
                throw wrong("names #" + name + ", but there is nothing but #entity.", entity);
            }
        }
        if (node instanceof MethodReference) {
            readCollections = true;
        }
        if (node instanceof CompoundExpression path
                && path.getChild(0).toStringAST().equals("#entity")) {
            follow(path, entity);
        }
        for (int i = 0; i < node.getChildCount(); i++) {
            check(node.getChild(i));
        }
    }

    /** Returns the path that a whole expression is; null where it is more than that. */
    @Nullable
    PropertyPath whole(SpelNode expression) {
        return expression instanceof CompoundExpression path
                        && path.getChild(0).toStringAST().equals("#entity")
                ? follow(path, entity)
                : null;
    }

    private @Nullable PropertyPath follow(CompoundExpression path, Class<?> start) {
        List<PropertyPath.Step> steps = new ArrayList<>();
        Class<?> type = start;
        for (int i = 1; i < path.getChildCount() && type != null; i++) {
            if (!(path.getChild(i) instanceof PropertyOrFieldReference property)) {
                return null;
            }
            Method getter = getterOf(property.getName(), type);
            if (getter != null) {
                steps.add(new PropertyPath.Step(getter, property.isNullSafe()));
            }
            type = typeOf(property.getName(), type);
        }
        return steps.size() == path.getChildCount() - 1 ? new PropertyPath(steps) : null;
    }

    private static @Nullable Method getterOf(String property, Class<?> owner) {
        PropertyDescriptor descriptor = BeanUtils.getPropertyDescriptor(owner, property);
        return descriptor == null ? null : descriptor.getReadMethod();
    }

    /** Returns the type of a property; null where it cannot be followed any further. */
    private @Nullable Class<?> typeOf(String property, Class<?> owner) {
        Method getter = getterOf(property, owner);
        Field field = Arrays.stream(owner.getFields())
                .filter(candidate -> candidate.getName().equals(property))
                .findFirst()
                .orElse(null);
        ResolvableType type = getter != null
                ? ResolvableType.forMethodReturnType(getter, owner)
                : field != null ? ResolvableType.forField(field, owner) : null;
        if (type == null) {
            throw wrong(
                    "reads '" + property + "', for which " + owner.getSimpleName() + " has no public getter or field.",
                    owner);
        }
        Class<?> found = type.resolve();
        readCollections |=
                found == null || Collection.class.isAssignableFrom(found) || Map.class.isAssignableFrom(found);
        return found == null || found == Object.class || found.isInterface() ? null : found;
    }

    private CacheDefinitionException wrong(String what, Class<?> owner) {
        String known = Arrays.stream(BeanUtils.getPropertyDescriptors(owner))
                .filter(descriptor -> descriptor.getReadMethod() != null
                        && !descriptor.getName().equals("class"))
                .map(PropertyDescriptor::getName)
                .sorted()
                .collect(Collectors.joining(", "));
        return new CacheDefinitionException(
                "The key \"" + text + "\" of @InvalidatedBy on " + Methods.describe(method) + " " + what,
                "Write #entity and one of its properties"
                        + (known.isEmpty()
                                ? ", and give it a public getter."
                                : ". " + owner.getSimpleName() + " has: " + known + "."));
    }
}
