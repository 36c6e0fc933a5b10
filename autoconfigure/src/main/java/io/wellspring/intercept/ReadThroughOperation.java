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

import io.wellspring.intercept.Expressions.Condition;
import io.wellspring.key.KeyExpression;
import io.wellspring.key.KeyType;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

/**
 * What one {@code @ReadThrough} says, read once.
 *
 * @param method the method, as the bean's type declares it
 * @param explicitKey whether the annotation makes the key
 * @param keyType how its keys are taken apart again; null where they cannot be
 * @param declaresDependencies whether the annotation names the types that it depends on
 * @param byId whether the result is just the entity whose id is the key
 * @param holdsEntities whether entities are in the result
 * @param changeRules which keys a changed entity concerns, where {@code @InvalidatedBy} says so
 * @param tags the groups of its entries; null where it has none
 * @param batch how it takes many keys; null where each call has one
 */
record ReadThroughOperation(
        String cache,
        Method method,
        boolean explicitKey,
        KeyExpression key,
        @Nullable KeyType keyType,
        @Nullable Condition condition,
        @Nullable Condition unless,
        ResultShape shape,
        @Nullable Duration ttl,
        @Nullable Duration staleTtl,
        List<Class<?>> dependsOn,
        boolean declaresDependencies,
        boolean byId,
        boolean holdsEntities,
        List<ChangeRule> changeRules,
        @Nullable TagTemplates tags,
        @Nullable Batch batch) {

    static final String ANNOTATION = "@ReadThrough";

    String description() {
        return Methods.describe(method);
    }

    /** Returns the declared type of what there is for one key. */
    ResolvableType resultIn(Class<?> type) {
        return batch == null ? ResolvableType.forMethodReturnType(method, type) : batch.value();
    }

    /** Returns the same operation, with keys that tell its method from others that share the cache. */
    ReadThroughOperation qualified(String qualifier) {
        return new ReadThroughOperation(
                cache,
                method,
                explicitKey,
                KeyExpression.qualified(qualifier),
                keyType == null ? null : new KeyType(qualifier, keyType.arguments()),
                condition,
                unless,
                shape,
                ttl,
                staleTtl,
                dependsOn,
                declaresDependencies,
                byId,
                holdsEntities,
                changeRules,
                tags,
                batch);
    }
}
