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

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The shapes of Reactor: a {@code Mono} of a value, a {@code Flux} of the elements of a list. */
enum ReactiveShape implements ResultShape {
    MONO {
        @Override
        public Object ofFuture(Supplier<CompletableFuture<@Nullable Object>> read) {
            return Mono.fromFuture(read, true);
        }

        @Override
        public Object loaded(@Nullable Object result) {
            return result == null ? CompletableFuture.completedFuture(null) : ((Mono<?>) result).toFuture();
        }
    },
    FLUX {
        @Override
        public Object ofFuture(Supplier<CompletableFuture<@Nullable Object>> read) {
            return Mono.fromFuture(read, true).flatMapIterable(value -> (List<?>) value);
        }

        @Override
        public Object loaded(@Nullable Object result) {
            return result == null
                    ? CompletableFuture.completedFuture(List.of())
                    : ((Flux<?>) result).collectList().toFuture();
        }
    };

    @Override
    public Object ofValue(@Nullable Object value) {
        return ofFuture(() -> CompletableFuture.completedFuture(value));
    }

    @Override
    public boolean asynchronous() {
        return true;
    }

    @Override
    public boolean deferred() {
        return true;
    }

    static ResultShape of(Class<?> type) {
        return type == Mono.class ? MONO : type == Flux.class ? FLUX : ResultShape.PLAIN;
    }
}
