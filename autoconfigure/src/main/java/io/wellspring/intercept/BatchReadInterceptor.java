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

import io.wellspring.engine.CacheLoaderDefinition;
import io.wellspring.engine.Region;
import io.wellspring.key.KeyPattern;
import io.wellspring.store.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;

/**
 * Turns the calls of one method that takes many keys into reads of its cache, key by key. What is missing is loaded by one call
 * of the method with just that.
 *
 * <p>As {@link ReadThroughInterceptor}, it has the method called as if there was no cache where a transaction may have changed what
 * the caller would get; then with all keys.
 */
final class BatchReadInterceptor implements MethodInterceptor {

    private final CachedMethod method;
    private final Batch batch;
    private final Region region;
    private final KeyPattern pattern;
    private final Expressions.@Nullable Condition condition;
    private final boolean holdsEntities;

    BatchReadInterceptor(CachedMethod method, Batch batch) {
        this.method = method;
        this.batch = batch;
        this.region = method.region();
        this.pattern = KeyPattern.parse(region.name());
        this.condition = method.operation().condition();
        this.holdsEntities = method.operation().holdsEntities();
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        Object[] arguments = invocation.getArguments();
        if ((holdsEntities && region.mayWrite()) || (condition != null && !condition.holds(arguments, null))) {
            return invocation.proceed();
        }
        List<Object> keys = Batch.keysIn(arguments[0]);
        if (keys == null) {
            return invocation.proceed();
        }
        List<@Nullable Object> values = new ArrayList<>(keys.size());
        List<Object> missing = new ArrayList<>();
        for (Object key : keys) {
            Entry entry = region.hit(key);
            values.add(entry == null ? null : region.open(entry));
            if (entry == null) {
                missing.add(key);
            }
        }
        if (!missing.isEmpty()) {
            ProxyMethodInvocation call = (ProxyMethodInvocation) invocation;
            if (missing.stream().anyMatch(region::hides) || CallLoader.passes(region, missing, call.getProxy())) {
                return invocation.proceed();
            }
            fill(keys, values, region.getAll(missing, loader(call)::of));
        }
        return batch.result().of(keys, values);
    }

    private static void fill(List<Object> keys, List<@Nullable Object> values, Map<Object, @Nullable Object> loaded) {
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) == null) {
                values.set(i, loaded.get(keys.get(i)));
            }
        }
    }

    private Own loader(ProxyMethodInvocation call) {
        Object bean = call.getProxy();
        BatchCallLoader loader = new BatchCallLoader(
                method,
                batch,
                bean,
                arguments -> call.invocableClone(arguments).proceed(),
                arguments -> method.callPast(bean, arguments));
        return new Own(
                region,
                new CacheLoaderDefinition(
                        pattern, false, loader, loader, null, method.operation().description()));
    }

    /** Loads by the call, where nothing was declared to load a key. */
    private record Own(Region region, CacheLoaderDefinition call) {

        CacheLoaderDefinition of(Object key) {
            CacheLoaderDefinition dedicated = region.loaders().dedicated(key);
            return dedicated == null ? call : dedicated;
        }
    }
}
