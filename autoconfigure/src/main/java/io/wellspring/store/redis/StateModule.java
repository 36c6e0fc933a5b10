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

import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.module.SimpleModule;

/** Writes the JDK's types so that they come back as they were, and refuses what would come back as something else. */
final class StateModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    StateModule() {
        super(StateModule.class.getName());
        Scalars.TEXTS.forEach(this::add);
        Scalars.PLAIN.forEach(this::addKey);
        addKeySerializer(String.class, new KeySerializer<>(String.class, text -> text));
        addAbstractTypeMapping(Set.class, LinkedHashSet.class);
        setSerializerModifier(new ExactSerializers());
    }

    private <T> void add(Scalar<T> scalar) {
        addSerializer(scalar.type(), new ScalarSerializer<>(scalar));
        addDeserializer(scalar.type(), new ScalarDeserializer<>(scalar));
        addKey(scalar);
    }

    private <T> void addKey(Scalar<T> scalar) {
        addKeySerializer(scalar.type(), new KeySerializer<>(scalar.type(), scalar.text()));
        addKeyDeserializer(scalar.type(), new ScalarKeyDeserializer(scalar));
    }
}
