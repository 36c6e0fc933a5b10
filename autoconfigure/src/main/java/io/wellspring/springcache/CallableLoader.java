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
package io.wellspring.springcache;

import io.wellspring.engine.LoadContext;
import io.wellspring.engine.Loader;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Loads by the callable that Spring hands over for {@code @Cacheable(sync = true)}. */
record CallableLoader(Callable<?> callable) implements Loader {

    /** Tells a failure of the callable from one of the cache: Spring wants the first wrapped. */
    static final class Failure extends RuntimeException {

        Failure(Throwable cause) {
            super(cause);
        }
    }

    @Override
    public @Nullable Object load(Object key, LoadContext<Object> context) {
        try {
            return callable.call();
        } catch (Exception e) {
            throw new Failure(e);
        }
    }

    @Override
    public boolean inCaller() {
        return true;
    }
}
