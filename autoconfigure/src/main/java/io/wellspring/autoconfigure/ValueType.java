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
package io.wellspring.autoconfigure;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.springframework.core.ResolvableType;

/** The declared type of what is cached of a method's result, without what it is wrapped in. */
final class ValueType {

    private static final String MONO = "reactor.core.publisher.Mono";
    private static final String FLUX = "reactor.core.publisher.Flux";

    private ValueType() {}

    static Type of(ResolvableType result) {
        Class<?> raw = result.toClass();
        if (raw == Optional.class
                || raw == CompletableFuture.class
                || raw == CompletionStage.class
                || raw.getName().equals(MONO)) {
            return plain(result.getGeneric());
        }
        return raw.getName().equals(FLUX)
                ? ResolvableType.forClassWithGenerics(List.class, resolved(result.getGeneric()))
                        .getType()
                : plain(result);
    }

    private static Type plain(ResolvableType type) {
        return resolved(type).getType();
    }

    /** Without type variables: what a subclass or the bean's type says of them is put in. */
    private static ResolvableType resolved(ResolvableType type) {
        if (!type.hasGenerics()) {
            return ResolvableType.forClass(type.resolve(Object.class));
        }
        ResolvableType[] generics = type.getGenerics();
        for (int i = 0; i < generics.length; i++) {
            generics[i] = resolved(generics[i]);
        }
        return ResolvableType.forClassWithGenerics(type.toClass(), generics);
    }
}
