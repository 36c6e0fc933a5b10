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
package io.wellspring.engine;

import org.jspecify.annotations.Nullable;

/** Lets a loader's own exception through methods that declare none: wrapped, it would not be the loader's any more. */
final class Sneaky {

    /** What may throw anything. */
    @FunctionalInterface
    interface Call<T> {
        @Nullable
        T call() throws Throwable;
    }

    private Sneaky() {}

    static <T> @Nullable T call(Call<T> call) {
        try {
            return call.call();
        } catch (Throwable e) {
            throw Sneaky.<RuntimeException>unchecked(e);
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> E unchecked(Throwable e) throws E {
        throw (E) e;
    }
}
