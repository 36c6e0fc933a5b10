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

    private final CachedMethod method;
    private final @Nullable Object[] arguments;
    private final Call call;
    private final Call callInBackground;

    CallLoader(CachedMethod method, @Nullable Object[] arguments, Call call, Call callInBackground) {
        this.method = method;
        this.arguments = arguments;
        this.call = call;
        this.callInBackground = callInBackground;
    }

    @Override
    public @Nullable Object load(Object key, LoadContext<Object> context) throws Throwable {
        Object loaded = method.operation().shape().loaded(call.proceed());
        if (loaded instanceof CompletionStage<?> stage && asynchronous()) {
            return stage.thenApply(value -> {
                accept(key, value, context);
                return value;
            });
        }
        accept(key, loaded, context);
        return loaded;
    }

    private void accept(Object key, @Nullable Object value, LoadContext<Object> context) {
        method.identity().check(key, value);
        Expressions.Condition unless = method.operation().unless();
        if (unless != null && unless.holds(arguments, value)) {
            context.doNotStore();
        }
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
        return new CallLoader(method, arguments, callInBackground, callInBackground);
    }
}
