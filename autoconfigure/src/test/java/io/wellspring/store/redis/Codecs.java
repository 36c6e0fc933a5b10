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

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.type.TypeReference;

/** Codecs as a cache would have them, without the application's own modules. */
final class Codecs {

    static final ValueCodecs PLAIN = new ValueCodecs(builder -> {});

    private Codecs() {}

    static ValueCodec of(Type type) {
        return PLAIN.of("product", type);
    }

    static ValueCodec of(TypeReference<?> type) {
        return of(type.getType());
    }

    static String json(ValueCodec codec, Object value) {
        return new String(codec.write(value), StandardCharsets.UTF_8);
    }

    static Object copy(ValueCodec codec, Object value) {
        byte[] json = codec.write(value);
        return codec.read(json, 0, json.length);
    }
}
