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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes the codecs of declared types. What they write is the state of an object, field by field, and holds no name of a
 * class: a value is read as what its type declares, or not written. Safe for use by many threads.
 */
final class ValueCodecs {

    private final JsonMapper mapper;
    private final Map<JavaType, TypeFingerprint> fingerprints = new ConcurrentHashMap<>();

    /** @param customizer adds to the mapper what the application's types need, as a module with serializers for them */
    ValueCodecs(Consumer<JsonMapper.Builder> customizer) {
        this.mapper = StateMapper.create(customizer);
    }

    /**
     * Returns the codec of a declared type.
     *
     * @param cache the name of the cache, for messages
     * @throws UnwritableValueException where no value of the type can be written
     */
    ValueCodec of(String cache, Type type) {
        JavaType declared = mapper.constructType(type);
        if (declared.getRawClass() == Iterable.class) {
            declared = mapper.getTypeFactory()
                    .constructCollectionType(java.util.List.class, declared.containedTypeOrUnknown(0));
        }
        try {
            TypeFingerprint fingerprint = fingerprints.computeIfAbsent(declared, this::fingerprint);
            return new ValueCodec(cache, declared, mapper, fingerprint.text());
        } catch (UnsupportedTypeException e) {
            throw new UnwritableValueException(cache, declared.toCanonical(), e.getMessage(), e);
        }
    }

    private TypeFingerprint fingerprint(JavaType type) {
        return TypeFingerprint.of(TypeStructure.of(type, mapper));
    }
}
