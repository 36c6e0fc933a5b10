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
import io.wellspring.engine.Loader;
import io.wellspring.engine.Region;
import io.wellspring.key.KeyExpression;
import io.wellspring.store.Entry;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;

/**
 * Turns the calls of one method into reads of its cache. Stands before all other advice: a hit opens no transaction.
 *
 * <p>In a transaction that may write, a method that returns entities is called as if there was no cache: the caller gets the
 * managed entity, and what he changes in it is written. Any other method is so called where the transaction has changed what
 * the result is computed from; that is the region's to say.
 */
final class ReadThroughInterceptor implements MethodInterceptor {

    private final CachedMethod method;
    private final ReadThroughOperation operation;
    private final Region region;
    private final KeyExpression key;
    private final ResultShape shape;
    private final Expressions.@Nullable Condition condition;
    private final boolean holdsEntities;
    private final boolean deferred;

    ReadThroughInterceptor(CachedMethod method) {
        this.method = method;
        this.operation = method.operation();
        this.region = method.region();
        this.key = operation.key();
        this.shape = operation.shape();
        this.condition = operation.condition();
        this.holdsEntities = operation.holdsEntities();
        this.deferred = shape.deferred();
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        Object[] arguments = invocation.getArguments();
        if (goesPast(arguments)) {
            return invocation.proceed();
        }
        Object name = key.key(arguments);
        if (deferred) {
            Loader loader = loader(name, invocation, arguments);
            return shape.ofFuture(() -> region.getAsync(name, loader));
        }
        Entry entry = region.hit(name);
        if (entry != null) {
            return answer(entry);
        }
        if (CallLoader.passes(region, name, ((ProxyMethodInvocation) invocation).getProxy())) {
            return invocation.proceed();
        }
        Loader loader = loader(name, invocation, arguments);
        return shape.asynchronous()
                ? shape.ofFuture(() -> region.getAsync(name, loader))
                : shape.ofValue(region.get(name, loader));
    }

    /** Returns the entry that answers a call at once; null where there is none, and where the call is not to be answered so. */
    @Nullable
    Entry hit(@Nullable Object[] arguments) {
        return deferred || goesPast(arguments) ? null : region.hit(key.key(arguments));
    }

    /** Returns what the method returns for an entry. */
    @Nullable
    Object answer(Entry entry) {
        return shape.ofValue(region.open(entry));
    }

    private boolean goesPast(@Nullable Object[] arguments) {
        return (holdsEntities && region.mayWrite()) || (condition != null && !condition.holds(arguments, null));
    }

    private Loader loader(Object name, MethodInvocation invocation, Object[] arguments) {
        CacheLoaderDefinition dedicated = region.loaders().dedicated(name);
        if (dedicated != null) {
            return dedicated.loader();
        }
        ProxyMethodInvocation call = (ProxyMethodInvocation) invocation;
        return new CallLoader(
                method,
                call.getProxy(),
                arguments,
                () -> deferred ? call.invocableClone().proceed() : call.proceed(),
                () -> method.callPast(call.getProxy(), arguments));
    }
}
