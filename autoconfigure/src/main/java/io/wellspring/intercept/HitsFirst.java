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

import io.wellspring.store.Entry;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.cglib.proxy.Callback;
import org.springframework.cglib.proxy.Factory;
import org.springframework.cglib.proxy.MethodInterceptor;
import org.springframework.cglib.proxy.MethodProxy;

/**
 * Asks the cache before Spring makes an invocation of a call, which nobody needs on a hit. Whatever is no hit goes the whole way, where
 * the interceptor asks again. Only for a proxy that is frozen and has no advice but caches: nothing can stand before them.
 */
final class HitsFirst implements MethodInterceptor {

    private final MethodInterceptor chain;
    private final Function<Method, @Nullable ReadThroughInterceptor> interceptors;

    /**
     * The methods that were called so far. Mostly one: a frozen proxy has a callback for each public method. Replaced as a whole, so
     * that of two threads one may only forget what the other has added, and look it up once more.
     */
    private volatile Called[] called = {};

    private HitsFirst(MethodInterceptor chain, Function<Method, @Nullable ReadThroughInterceptor> interceptors) {
        this.chain = chain;
        this.interceptors = interceptors;
    }

    /** Has a proxy ask first, if it is of a class that was generated for that; any other works as it does. */
    static void install(Object proxy, Function<Method, @Nullable ReadThroughInterceptor> interceptors) {
        if (proxy instanceof Factory factory) {
            Callback[] callbacks = factory.getCallbacks();
            for (int i = 0; i < callbacks.length; i++) {
                if (callbacks[i] instanceof MethodInterceptor chain) {
                    factory.setCallback(i, new HitsFirst(chain, interceptors));
                }
            }
        }
    }

    @Override
    public @Nullable Object intercept(
            Object proxy, Method method, @Nullable Object[] arguments, MethodProxy methodProxy) throws Throwable {
        ReadThroughInterceptor interceptor = interceptor(method);
        if (interceptor != null) {
            Entry entry = interceptor.hit(arguments);
            // An absence is no number: Spring tells the caller so.
            if (entry != null && !(entry.absent() && method.getReturnType().isPrimitive())) {
                return interceptor.answer(entry);
            }
        }
        return chain.intercept(proxy, method, arguments, methodProxy);
    }

    @SuppressWarnings(
            "ReferenceEquality") // The very object is passed each time; to compare two by name takes as long as a hit.
    private @Nullable ReadThroughInterceptor interceptor(Method method) {
        Called[] known = called;
        for (Called each : known) {
            if (each.method == method) {
                return each.interceptor;
            }
        }
        Called[] more = Arrays.copyOf(known, known.length + 1);
        more[known.length] = new Called(method, interceptors.apply(method));
        called = more;
        return more[known.length].interceptor;
    }

    /** @param method the object that the class of the proxy passes, always the same */
    private record Called(Method method, @Nullable ReadThroughInterceptor interceptor) {}
}
