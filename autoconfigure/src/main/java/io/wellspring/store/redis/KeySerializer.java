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

import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdScalarSerializer;

/** Writes a key of a map as its text, unless the text would not be read as a name. */
final class KeySerializer<T> extends StdScalarSerializer<T> {

    private final Function<T, String> text;

    KeySerializer(Class<T> type, Function<T, String> text) {
        super(type);
        this.text = text;
    }

    @Override
    public void serialize(T key, JsonGenerator generator, SerializationContext context) {
        String name = text.apply(key);
        if (Escapes.hasHalfPair(name)) {
            context.reportMappingProblem("a key of a map has half a surrogate pair, which no name in JSON may have");
        }
        generator.writeName(name);
    }
}
