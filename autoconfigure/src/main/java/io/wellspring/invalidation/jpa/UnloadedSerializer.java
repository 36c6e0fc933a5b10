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
package io.wellspring.invalidation.jpa;

import java.util.Map;
import org.hibernate.collection.spi.PersistentCollection;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.ser.std.DelegatingSerializer;

/** Writes a collection that was not loaded as a mark: an object where others are arrays, an array where maps are objects. */
final class UnloadedSerializer extends DelegatingSerializer {

    UnloadedSerializer(ValueSerializer<?> delegate) {
        super(delegate);
    }

    @Override
    protected ValueSerializer<Object> newDelegatingInstance(ValueSerializer<?> delegate) {
        return new UnloadedSerializer(delegate);
    }

    @Override
    public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
        if (!(value instanceof PersistentCollection<?> collection) || collection.wasInitialized()) {
            super.serialize(value, generator, context);
        } else if (value instanceof Map<?, ?>) {
            generator.writeStartArray();
            generator.writeString(HibernateJson.UNLOADED);
            generator.writeEndArray();
        } else {
            generator.writeStartObject();
            generator.writeBooleanProperty(HibernateJson.UNLOADED, true);
            generator.writeEndObject();
        }
    }
}
