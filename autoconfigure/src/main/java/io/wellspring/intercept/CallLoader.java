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

import io.wellspring.engine.LoadContext;
import io.wellspring.engine.Loader;
import io.wellspring.engine.Region;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Loads by the cached method itself: the caller's own call, or a call of the same kind for a thread in the background. */
final class CallLoader implements Loader {

    /** Runs the method. */
    @FunctionalInterface
    interface Call {
        @Nullable
        Object proceed() throws Throwable;
    }

    private record Running(Region region, Object key, Object bean) {}

    private static final ThreadLocal<Running> RUNNING = new ThreadLocal<>();

    private final CachedMethod method;
    private final Object bean;
    private final @Nullable Object[] arguments;
    private final Call call;
    private final Call callInBackground;

    /** @param bean the bean that was called, as callers know it */
    CallLoader(CachedMethod method, Object bean, @Nullable Object[] arguments, Call call, Call callInBackground) {
        this.method = method;
        this.bean = bean;
        this.arguments = arguments;
        this.call = call;
        this.callInBackground = callInBackground;
    }

    @Override
    public @Nullable Object load(Object key, LoadContext<Object> context) throws Throwable {
        Object loaded = method.operation().shape().loaded(running(method.region(), key, bean, call));
        if (loaded instanceof CompletionStage<?> stage && asynchronous()) {
            return stage.thenApply(value -> {
                method.accept(id(key), value, arguments, context);
                return value;
            });
        }
        method.accept(id(key), loaded, arguments, context);
        return loaded;
    }

    /**
     * Whether the thread is loading just this by a call of another bean: then that call has come to a second bean with the
     * same annotation on its way, as from a repository to its fragment, and is still the same call.
     *
     * @param key the key; the list of them, for a method that takes many
     */
    static boolean passes(Region region, Object key, Object bean) {
        Running running = RUNNING.get();
        return running != null
                && running.region() == region
                && running.bean() != bean
                && running.key().equals(key);
    }

    /** Runs a call of a bean that loads a key, for {@link #passes} to know. */
    static @Nullable Object running(Region region, Object key, Object bean, Call call) throws Throwable {
        Running outer = RUNNING.get();
        RUNNING.set(new Running(region, key, bean));
        try {
            return call.proceed();
        } finally {
            if (outer == null) {
                RUNNING.remove();
            } else {
                RUNNING.set(outer);
            }
        }
    }

    private Object id(Object key) {
        return arguments.length == 1 && arguments[0] != null ? arguments[0] : key;
    }

    @Override
    public boolean asynchronous() {
        return method.operation().shape().asynchronous();
    }

    @Override
    public boolean inCaller() {
        return true;
    }

    @Override
    public Loader inBackground() {
        return new CallLoader(method, bean, arguments, callInBackground, callInBackground);
    }
}
