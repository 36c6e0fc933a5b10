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

import io.wellspring.key.Keys;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.expression.Expression;
import org.springframework.expression.PropertyAccessor;
import org.springframework.expression.spel.support.ReflectivePropertyAccessor;
import org.springframework.expression.spel.support.StandardEvaluationContext;
import org.springframework.util.ClassUtils;

/** The key of an {@code @InvalidatedBy}: from the state of an entity to the keys of a method. */
final class ChangeExpression {

    static final String ENTITY = "entity";

    private static final Log logger = LogFactory.getLog(ChangeExpression.class);
    /** Shared, since it remembers the getters that it has found. */
    private static final List<PropertyAccessor> ACCESSORS = List.of(new ReflectivePropertyAccessor());

    private static final ConversionService CONVERSION = DefaultConversionService.getSharedInstance();

    private final Expression expression;
    private final @Nullable PropertyPath path;
    private final String text;
    private final boolean readsCollections;
    private volatile boolean warned;

    /** @param path the same as the expression, where that is no more than a path */
    ChangeExpression(Expression expression, @Nullable PropertyPath path, String text, boolean readsCollections) {
        this.path = path;
        this.readsCollections = readsCollections;
        this.expression = expression;
        this.text = text;
    }

    boolean readsCollections() {
        return readsCollections;
    }

    /** Returns the keys that an entity concerns; null where that cannot be told. */
    @Nullable
    Collection<Object> keysOf(Object state, ReadThroughOperation operation) {
        try {
            return keys(path == null ? evaluate(state) : path.read(state), operation);
        } catch (RuntimeException e) {
            warn(operation, e);
            return null;
        }
    }

    private @Nullable Object evaluate(Object state) {
        StandardEvaluationContext context = new StandardEvaluationContext();
        context.setPropertyAccessors(ACCESSORS);
        context.setVariable(ENTITY, state);
        return expression.getValue(context);
    }

    private static Collection<Object> keys(@Nullable Object value, ReadThroughOperation operation) {
        if (operation.explicitKey() && operation.keyType() == null) {
            return explicitKeys(value);
        }
        Method method = operation.method();
        Class<?>[] types = method.getParameterTypes();
        List<Object> keys = new ArrayList<>();
        if (types.length != 1) {
            keys.add(operation.key().key(arguments(value, types)));
        } else if (value instanceof Collection<?> several && !takesSeveral(types[0])) {
            several.forEach(each -> keys.add(operation.key().key(new Object[] {converted(each, types[0])})));
        } else {
            keys.add(operation.key().key(new Object[] {converted(value, types[0])}));
        }
        return keys;
    }

    /** It is not known whether a collection is one key or gives several: both count. */
    private static Collection<Object> explicitKeys(@Nullable Object value) {
        List<Object> keys = new ArrayList<>();
        keys.add(Keys.of(value));
        if (value instanceof Collection<?> several) {
            several.forEach(each -> keys.add(Keys.of(each)));
        }
        return keys;
    }

    private static @Nullable Object[] arguments(@Nullable Object value, Class<?>[] types) {
        if (!(value instanceof List<?> list) || list.size() != types.length) {
            throw new IllegalArgumentException(
                    "it gives " + value + ", not a list of the method's " + types.length + " arguments");
        }
        @Nullable Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = converted(list.get(i), types[i]);
        }
        return arguments;
    }

    private static boolean takesSeveral(Class<?> type) {
        return type.isArray() || type.isAssignableFrom(Collection.class) || Collection.class.isAssignableFrom(type);
    }

    /** An int is equal to no long: the key must have the very type that a call gives it. */
    private static @Nullable Object converted(@Nullable Object value, Class<?> type) {
        Class<?> boxed = ClassUtils.resolvePrimitiveIfNecessary(type);
        return value == null || boxed.isInstance(value) ? value : CONVERSION.convert(value, boxed);
    }

    private void warn(ReadThroughOperation operation, RuntimeException e) {
        if (!warned) {
            warned = true;
            logger.warn("The key \"" + text + "\" of @InvalidatedBy on " + operation.description()
                    + " could not be evaluated: " + e.getMessage() + ". All entries of cache '" + operation.cache()
                    + "' fall instead, here and whenever it happens again. Write ?. where a value may be missing.");
        }
    }
}
