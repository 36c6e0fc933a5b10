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

import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.jsontype.TypeDeserializer;

/** Reads an entity, or the id of one that was not loaded, for which a proxy without a session stands. */
final class EntityDeserializer extends DelegatingDeserializer {

    private final EntityPersister entity;
    private final MappedEntities entities;

    EntityDeserializer(EntityPersister entity, MappedEntities entities, ValueDeserializer<?> delegate) {
        super(delegate);
        this.entity = entity;
        this.entities = entities;
    }

    @Override
    protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> delegate) {
        return new EntityDeserializer(entity, entities, delegate);
    }

    @Override
    public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
        return isUnloaded(parser) ? proxy(parser, context) : super.deserialize(parser, context);
    }

    @Override
    public @Nullable Object deserializeWithType(
            JsonParser parser, DeserializationContext context, TypeDeserializer types) {
        return isUnloaded(parser) ? proxy(parser, context) : super.deserializeWithType(parser, context, types);
    }

    /** Moves to the first name, where there is one, from which the other deserializers go on as well. */
    private static boolean isUnloaded(JsonParser parser) {
        if (parser.hasToken(JsonToken.START_OBJECT)) {
            parser.nextToken();
        }
        return parser.hasToken(JsonToken.PROPERTY_NAME) && parser.currentName().equals(HibernateJson.UNLOADED);
    }

    private @Nullable Object proxy(JsonParser parser, DeserializationContext context) {
        parser.nextToken();
        Object id = context.readValue(parser, entity.getIdentifierType().getReturnedClass());
        EntityPersister target = entity;
        if (parser.nextToken() == JsonToken.PROPERTY_NAME
                && parser.currentName().equals(HibernateJson.TYPE)) {
            parser.nextToken();
            target = entities.named(parser.getString(), entity);
            parser.nextToken();
        }
        if (target == null || id == null || !parser.hasToken(JsonToken.END_OBJECT)) {
            return context.reportInputMismatch(this, "more or less than an id");
        }
        return target.createProxy(id, null);
    }
}
