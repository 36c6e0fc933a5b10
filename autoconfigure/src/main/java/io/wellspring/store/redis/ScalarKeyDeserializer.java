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
package io.wellspring.store.redis;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.KeyDeserializer;

/** Reads a key of a map from its text. */
final class ScalarKeyDeserializer extends KeyDeserializer {

    private final Scalar<?> scalar;

    ScalarKeyDeserializer(Scalar<?> scalar) {
        this.scalar = scalar;
    }

    @Override
    public @Nullable Object deserializeKey(String text, DeserializationContext context) {
        try {
            return scalar.parse().apply(text);
        } catch (RuntimeException e) {
            return context.reportInputMismatch(scalar.type(), "not the text of a %s", scalar.mark());
        }
    }
}
