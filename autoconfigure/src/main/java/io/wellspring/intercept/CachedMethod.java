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
import io.wellspring.key.KeyType;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;

/** A {@code @ReadThrough} method and its cache. */
final class CachedMethod {

    private final ReadThroughOperation operation;
    private final Region region;
    private final IdentityCheck identity;

    CachedMethod(ReadThroughOperation operation, Region region) {
        this.operation = operation;
        this.region = region;
        this.identity = new IdentityCheck(operation.byId(), operation.dependsOn(), operation.description(), region);
    }

    ReadThroughOperation operation() {
        return operation;
    }

    Region region() {
        return region;
    }

    /**
     * Decides whether what the method has loaded is stored, and with which tags.
     *
     * @param id the key, if that is an id
     */
    void accept(Object id, @Nullable Object value, @Nullable Object[] arguments, LoadContext<Object> context) {
        Expressions.Condition unless = operation.unless();
        boolean unwanted = unless != null && unless.holds(arguments, value);
        if (!identity.check(id, value) || unwanted) {
            context.doNotStore();
            return;
        }
        TagTemplates templates = operation.tags();
        String[] tags = templates == null ? new String[0] : templates.of(arguments, value);
        if (tags == null) {
            context.doNotStore();
        } else {
            context.tags(tags);
        }
    }

    /** Runs the method on a bean, past the cache. */
    @Nullable
    Object callPast(Object bean, @Nullable Object[] arguments) throws Throwable {
        Object target = Uncached.of(bean);
        return Methods.invoke(AopUtils.selectInvocableMethod(operation.method(), target.getClass()), target, arguments);
    }

    /** Returns the loader of keys by the method itself, for whoever has no call but a key. */
    Loader byKey(Supplier<Object> bean) {
        return new ByKey(bean);
    }

    /** As {@link #byKey}, by a method that takes many keys. */
    BatchCallLoader byKeys(Batch batch, Supplier<Object> bean) {
        BatchCallLoader.Call call = arguments -> callPast(bean.get(), arguments);
        return new BatchCallLoader(this, batch, this, call, call);
    }

    private final class ByKey implements Loader {

        private final Supplier<Object> bean;

        ByKey(Supplier<Object> bean) {
            this.bean = bean;
        }

        @Override
        public @Nullable Object load(Object key, LoadContext<Object> context) throws Throwable {
            KeyType type = Objects.requireNonNull(operation.keyType(), "only asked for keys that it takes apart");
            @Nullable Object[] arguments = Objects.requireNonNull(type.arguments(key), "only asked for its own keys");
            Object called = bean.get();
            CallLoader.Call call = () -> callPast(called, arguments);
            return new CallLoader(CachedMethod.this, called, arguments, call, call).load(key, context);
        }

        @Override
        public boolean asynchronous() {
            return operation.shape().asynchronous();
        }

        @Override
        public boolean inCaller() {
            return true;
        }
    }
}
