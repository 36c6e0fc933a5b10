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

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.std.DelegatingSerializer;

/** Writes objects of exactly one class: without names of classes a subclass would come back as its superclass. */
final class ExactTypeSerializer extends DelegatingSerializer {

    private final Class<?> type;

    ExactTypeSerializer(Class<?> type, ValueSerializer<?> delegate) {
        super(delegate);
        this.type = type;
    }

    @Override
    protected ValueSerializer<Object> newDelegatingInstance(ValueSerializer<?> delegate) {
        return new ExactTypeSerializer(type, delegate);
    }

    @Override
    public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
        if (value.getClass() != type) {
            context.reportMappingProblem(
                    "a %s stands where %s is declared, and nothing in the JSON would tell them apart:"
                            + " declare the class itself, or put @JsonTypeInfo with names on the declared one",
                    value.getClass().getName(), type.getName());
        }
        super.serialize(value, generator, context);
    }

    /** The type is declared to be told by a name: the serializer of the object's own class writes it. */
    @Override
    public void serializeWithType(
            Object value, JsonGenerator generator, SerializationContext context, TypeSerializer types) {
        if (value.getClass() == type) {
            super.serializeWithType(value, generator, context, types);
        } else {
            context.findPrimaryPropertySerializer(value.getClass(), null)
                    .serializeWithType(value, generator, context, types);
        }
    }
}
