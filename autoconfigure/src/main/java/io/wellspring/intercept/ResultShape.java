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

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/** How a method hands out a value: as it is, or wrapped. */
interface ResultShape {

    /** Asked once: a class that is missing is looked for in each jar. */
    boolean REACTOR_PRESENT = ClassUtils.isPresent("reactor.core.publisher.Mono", ResultShape.class.getClassLoader());

    ResultShape PLAIN = value -> value;

    ResultShape OPTIONAL = new ResultShape() {
        @Override
        public Object ofValue(@Nullable Object value) {
            return Optional.ofNullable(value);
        }

        @Override
        public @Nullable Object loaded(@Nullable Object result) {
            // A method that returns null where it promised an Optional is read as it was meant.
            return result == null ? null : ((Optional<?>) result).orElse(null);
        }
    };

    ResultShape FUTURE = new ResultShape() {
        @Override
        public Object ofValue(@Nullable Object value) {
            return CompletableFuture.completedFuture(value);
        }

        @Override
        public Object ofFuture(Supplier<CompletableFuture<@Nullable Object>> read) {
            return read.get();
        }

        @Override
        public boolean asynchronous() {
            return true;
        }
    };

    /** Returns what the method returns for a value. */
    @Nullable
    Object ofValue(@Nullable Object value);

    /** Returns what the method returns for a value to come. */
    default Object ofFuture(Supplier<CompletableFuture<@Nullable Object>> read) {
        throw new UnsupportedOperationException();
    }

    /** Returns the value in what the method returned; a stage of it, where the shape is asynchronous. */
    default @Nullable Object loaded(@Nullable Object result) {
        return result;
    }

    default boolean asynchronous() {
        return false;
    }

    /** Whether nothing is to be read before somebody subscribes to the result. */
    default boolean deferred() {
        return false;
    }

    /** Returns the shape of a method's return type. */
    static ResultShape of(ResolvableType type) {
        Class<?> raw = type.toClass();
        if (raw == Optional.class) {
            return OPTIONAL;
        }
        if (raw == CompletableFuture.class || raw == CompletionStage.class) {
            return FUTURE;
        }
        return REACTOR_PRESENT ? ReactiveShape.of(raw) : PLAIN;
    }
}
