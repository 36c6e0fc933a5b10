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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Loads by a cached method that takes many keys: by the caller's own call, with those keys alone that are missing. */
final class BatchCallLoader implements Loader, BatchLoader {

    /** Runs the method. */
    @FunctionalInterface
    interface Call {
        @Nullable
        Object proceed(@Nullable Object[] arguments) throws Throwable;
    }

    private final CachedMethod method;
    private final Batch batch;
    private final Object bean;
    private final Call call;
    private final Call callInBackground;

    /** @param bean the bean that was called, as callers know it */
    BatchCallLoader(CachedMethod method, Batch batch, Object bean, Call call, Call callInBackground) {
        this.method = method;
        this.batch = batch;
        this.bean = bean;
        this.call = call;
        this.callInBackground = callInBackground;
    }

    @Override
    public @Nullable Object load(Object key, LoadContext<Object> context) throws Throwable {
        return loadAll(List.of(key), any -> context).get(key);
    }

    @Override
    public Map<Object, Object> loadAll(Collection<Object> keys, Contexts contexts) throws Throwable {
        Object[] arguments = {batch.parameter().of(keys, batch.key())};
        Object returned = CallLoader.running(method.region(), List.copyOf(keys), bean, () -> call.proceed(arguments));
        Map<Object, Object> values =
                batch.byKey(returned, keys, method.operation().description());
        for (Object key : keys) {
            method.accept(key, values.get(key), arguments, contexts.of(key));
        }
        return values;
    }

    @Override
    public boolean inCaller() {
        return true;
    }

    @Override
    public Loader inBackground() {
        return new BatchCallLoader(method, batch, bean, callInBackground, callInBackground);
    }
}
