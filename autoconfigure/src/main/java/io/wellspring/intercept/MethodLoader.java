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

import io.wellspring.engine.BatchLoader;
import io.wellspring.engine.LoadContext;
import io.wellspring.engine.Loader;
import io.wellspring.engine.Region;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;

/** Loads by a {@code @CacheLoader} method. */
final class MethodLoader implements Loader, BatchLoader {

    private final CacheLoaderOperation operation;
    private final Supplier<Object> bean;
    private final IdentityCheck identity;

    /** @param bean the bean, asked for when it is first needed */
    MethodLoader(CacheLoaderOperation operation, Supplier<Object> bean, Region region) {
        this.operation = operation;
        this.bean = bean;
        this.identity = new IdentityCheck(operation.byId(), operation.entities(), operation.description(), region);
    }

    @Override
    public @Nullable Object load(Object key, LoadContext<Object> context) throws Throwable {
        if (operation.batch()) {
            return loadAll(List.of(key), any -> context).get(key);
        }
        Object result = operation.withContext() ? call(key, context) : call(key);
        Object loaded = operation.shape().loaded(result);
        if (loaded instanceof CompletionStage<?> stage && asynchronous()) {
            return stage.thenApply(value -> checked(key, value, context));
        }
        return checked(key, loaded, context);
    }

    private @Nullable Object checked(Object key, @Nullable Object value, LoadContext<Object> context) {
        if (!identity.check(key, value)) {
            context.doNotStore();
        }
        return value;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Map<Object, Object> loadAll(Collection<Object> keys, Contexts contexts) throws Throwable {
        Object loaded = operation.shape().loaded(call(keys));
        Object values = loaded instanceof CompletionStage<?> stage ? joined(stage) : loaded;
        if (values == null) {
            return Map.of();
        }
        Map<Object, Object> loadedValues = (Map<Object, Object>) values;
        loadedValues.forEach((key, value) -> {
            if (!identity.check(key, value)) {
                contexts.of(key).doNotStore();
            }
        });
        return loadedValues;
    }

    private static @Nullable Object joined(CompletionStage<?> stage) throws Throwable {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    @Override
    public boolean asynchronous() {
        return operation.shape().asynchronous() && !operation.batch();
    }

    private @Nullable Object call(@Nullable Object... arguments) throws Throwable {
        Object target = bean.get();
        Method method = AopUtils.selectInvocableMethod(operation.method(), target.getClass());
        return Methods.invoke(method, target, arguments);
    }
}
