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

import java.io.Serializable;
import java.util.function.Supplier;
import org.hibernate.collection.spi.PersistentCollection;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.std.DelegatingDeserializer;

/** Reads a collection, or the mark of one that was not loaded, for which a collection without a session stands. */
final class UnloadedDeserializer extends DelegatingDeserializer {

    private final JsonToken mark;
    private final Supplier<PersistentCollection<?>> standIn;
    private final String role;

    /**
     * @param mark what the mark begins with, and a loaded collection does not
     * @param role names the collection in the message of its exception
     */
    UnloadedDeserializer(
            ValueDeserializer<?> delegate, JsonToken mark, Supplier<PersistentCollection<?>> standIn, String role) {
        super(delegate);
        this.mark = mark;
        this.standIn = standIn;
        this.role = role;
    }

    @Override
    protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> delegate) {
        return new UnloadedDeserializer(delegate, mark, standIn, role);
    }

    @Override
    public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
        ValueDeserializer<?> delegate =
                context.handleSecondaryContextualization(_delegatee, property, context.constructType(handledType()));
        String name = property == null || property.getMember() == null
                ? role
                : property.getMember().getDeclaringClass().getName() + '.' + property.getName();
        return new UnloadedDeserializer(delegate, mark, standIn, name);
    }

    @Override
    public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.hasToken(mark)) {
            return super.deserialize(parser, context);
        }
        JsonToken end = mark == JsonToken.START_OBJECT ? JsonToken.END_OBJECT : JsonToken.END_ARRAY;
        boolean unloaded = false;
        while (parser.nextToken() != end) {
            if (parser.currentToken() == null || parser.currentToken().isStructStart()) {
                return context.reportInputMismatch(this, "no collection");
            }
            unloaded |= HibernateJson.UNLOADED.equals(parser.getString());
        }
        if (!unloaded) {
            return context.reportInputMismatch(this, "no collection");
        }
        PersistentCollection<?> collection = standIn.get();
        collection.setSnapshot(null, role, (Serializable) null);
        return collection;
    }
}
