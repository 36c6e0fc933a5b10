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

import io.wellspring.key.KeyPattern;
import java.lang.reflect.Method;
import java.util.Set;
import org.springframework.core.ResolvableType;

/**
 * What one {@code @CacheLoader} says, read once.
 *
 * @param method the method, as the bean's type declares it
 * @param keyType the type of one key
 * @param batch whether it loads many keys in one call
 * @param withContext whether it wants the {@code LoadContext}
 * @param shape how it hands out its result
 * @param entities the entities in its result
 * @param byId whether the result is just the entity whose id is the key
 */
record CacheLoaderOperation(
        KeyPattern pattern,
        Method method,
        Class<?> keyType,
        boolean batch,
        boolean withContext,
        ResultShape shape,
        Set<Class<?>> entities,
        boolean byId) {

    /** Returns what it declares to return for one key. */
    ResolvableType resultIn(Class<?> beanType) {
        ResolvableType result = ResolvableType.forMethodReturnType(method, beanType);
        if (!batch) {
            return result;
        }
        ResolvableType map = shape == ResultShape.PLAIN ? result : result.getGeneric();
        return map.asMap().getGeneric(1);
    }

    String description() {
        return Methods.describe(method);
    }
}
