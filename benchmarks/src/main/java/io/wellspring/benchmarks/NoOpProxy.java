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
package io.wellspring.benchmarks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.ProxyFactory;

/** A bean behind an interceptor that does nothing: what Spring's proxy costs before any cache. */
class NoOpProxy {

    private final Catalogue catalogue;

    NoOpProxy(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    static Lookup open() {
        NoOpProxy proxy = proxy();
        return proxy::find;
    }

    /** What a call costs that is intercepted and looked up. */
    static Lookup overCaffeine() {
        Cache<Long, Product> cache =
                Caffeine.newBuilder().maximumSize(Catalogue.SIZE).build();
        Catalogue catalogue = new Catalogue();
        for (long id = Catalogue.FIRST_ID; id < Catalogue.FIRST_ID + Catalogue.SIZE; id++) {
            cache.put(id, catalogue.take(id));
        }
        NoOpProxy proxy = proxy();
        return id -> {
            proxy.find(id);
            return cache.getIfPresent(id);
        };
    }

    private static NoOpProxy proxy() {
        ProxyFactory factory = new ProxyFactory(new NoOpProxy(new Catalogue()));
        factory.setProxyTargetClass(true);
        factory.addAdvice((MethodInterceptor) MethodInvocation::proceed);
        return (NoOpProxy) factory.getProxy();
    }

    public @Nullable Product find(long id) {
        return catalogue.look(id);
    }
}
