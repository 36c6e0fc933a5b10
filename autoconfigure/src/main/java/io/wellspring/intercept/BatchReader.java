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

import io.wellspring.annotation.ReadThrough;
import io.wellspring.engine.CacheDefinitionException;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

/**
 * Decides whether a method takes many keys and returns what there is for each, and how the key of each is known: a map has it,
 * {@code key = "#result.id"} declares it, and an entity's id is inferred where the method is known to find by it. Where it cannot
 * be known whether a result may be taken apart, the application has to say so: a guess would cache what is wrong.
 */
final class BatchReader {

    private final Method method;
    private final Class<?> beanType;
    private final ReadThrough annotation;
    private final Expressions expressions;

    BatchReader(Method method, Class<?> beanType, ReadThrough annotation, Expressions expressions) {
        this.method = method;
        this.beanType = beanType;
        this.annotation = annotation;
        this.expressions = expressions;
    }

    /**
     * Returns how the method reads in batches; null where it has one entry for each call.
     *
     * @throws CacheDefinitionException where that cannot be known
     */
    @Nullable
    Batch read() {
        boolean declared = expressions.isOfResult(annotation.key());
        Batch.Parameter parameter =
                method.getParameterCount() == 1 ? Batch.Parameter.of(method.getParameterTypes()[0]) : null;
        ResolvableType returned = ResolvableType.forMethodReturnType(method, beanType);
        Batch.Result result = Batch.Result.of(returned.toClass());
        ResolvableType key = parameter == null ? ResolvableType.NONE : keyTaken();
        if (parameter == null || result == null || !isKey(key)) {
            if (declared) {
                throw new CacheDefinitionException(
                        "The key \"" + annotation.key() + "\" of @ReadThrough on " + Methods.describe(method)
                                + " is made of the result, but the method does not take a collection of keys and return a"
                                + " collection of what there is for them.",
                        "Let it take one Collection, List, Set, Iterable or array of keys and return a List, Set or"
                                + " Collection, or write a key over its parameters.");
            }
            return null;
        }
        if (!declared && !annotation.key().isBlank()) {
            return null;
        }
        if (result == Batch.Result.MAP) {
            if (declared) {
                throw new CacheDefinitionException(
                        "The key \"" + annotation.key() + "\" of @ReadThrough on " + Methods.describe(method)
                                + " is made of the result, but that is a map, whose keys are known.",
                        "Remove the key for an entry for each key of the map.");
            }
            return ofMap(parameter, key, returned.asMap());
        }
        ResolvableType value = returned.as(Iterable.class).getGeneric();
        EntityType.Attribute id = IdentityRule.idOf(value, key);
        if (declared) {
            boolean byId = id != null && annotation.key().strip().equals("#result." + id.name());
            return new Batch(
                    parameter,
                    result,
                    key.toClass(),
                    value,
                    expressions.keyOfResult(annotation.key()),
                    byId && isUndeclared());
        }
        if (IdentityRule.isRepository(beanType) && IdentityRule.isDerived(method)) {
            // Any other derived query finds by something that several may have in common.
            return id != null && IdentityRule.isDerivedFromIds(method, id)
                    ? byId(parameter, result, key, value, id)
                    : null;
        }
        if (id != null && !IdentityRule.isRepository(beanType) && IdentityRule.holdsForMany(method, key, value)) {
            return byId(parameter, result, key, value, id);
        }
        throw new CacheDefinitionException(
                "@ReadThrough stands on " + Methods.describe(method) + ", and it cannot be known whether each "
                        + value.toClass().getSimpleName() + " that it returns belongs to one "
                        + key.toClass().getSimpleName() + " that it takes.",
                "Declare key = \"#result.id\", or whatever tells the key of what it returns, for an entry for each; or key = \"#"
                        + expressions.nameOf(0) + "\" for one entry for all that a call returns.");
    }

    private @Nullable Batch ofMap(Batch.Parameter parameter, ResolvableType key, ResolvableType map) {
        ResolvableType value = map.getGeneric(1);
        // A map by something else is one value.
        return IdentityRule.boxed(map.getGeneric(0).toClass()) == IdentityRule.boxed(key.toClass())
                ? new Batch(
                        parameter,
                        Batch.Result.MAP,
                        key.toClass(),
                        value,
                        null,
                        isUndeclared() && IdentityRule.holdsForMany(method, key, value))
                : null;
    }

    private Batch byId(
            Batch.Parameter parameter,
            Batch.Result result,
            ResolvableType key,
            ResolvableType value,
            EntityType.Attribute id) {
        return new Batch(
                parameter, result, key.toClass(), value, entity -> EntityType.idOf(entity, id), isUndeclared());
    }

    /** Whether the types that it depends on are inferred. */
    private boolean isUndeclared() {
        return annotation.dependsOn().length == 0;
    }

    private ResolvableType keyTaken() {
        ResolvableType taken = ResolvableType.forMethodParameter(method, 0, beanType);
        return taken.isArray()
                ? taken.getComponentType()
                : taken.as(Iterable.class).getGeneric();
    }

    private static boolean isKey(ResolvableType type) {
        Class<?> raw = type.resolve();
        return raw != null
                && raw != Object.class
                && !raw.isArray()
                && !Collection.class.isAssignableFrom(raw)
                && !Map.class.isAssignableFrom(raw);
    }
}
