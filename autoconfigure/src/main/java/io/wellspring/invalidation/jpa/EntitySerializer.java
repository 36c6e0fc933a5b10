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

import org.hibernate.bytecode.enhance.spi.interceptor.BytecodeLazyAttributeInterceptor;
import org.hibernate.engine.spi.PersistentAttributeInterceptable;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.std.DelegatingSerializer;

/** Writes an entity behind a loaded proxy as itself, and one that was not loaded as its id. */
final class EntitySerializer extends DelegatingSerializer {

    private final Class<?> type;
    private final MappedEntities entities;

    EntitySerializer(Class<?> type, MappedEntities entities, ValueSerializer<?> delegate) {
        super(delegate);
        this.type = type;
        this.entities = entities;
    }

    @Override
    protected ValueSerializer<Object> newDelegatingInstance(ValueSerializer<?> delegate) {
        return new EntitySerializer(type, entities, delegate);
    }

    @Override
    public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
        LazyInitializer unloaded = unloaded(value);
        if (unloaded == null) {
            super.serialize(loaded(value, context), generator, context);
            return;
        }
        if (unloaded.getPersistentClass() != type) {
            context.reportMappingProblem(
                    "an unloaded %s stands where %s is declared", unloaded.getEntityName(), type.getName());
        }
        generator.writeStartObject();
        writeId(unloaded, generator, context);
        generator.writeEndObject();
    }

    @Override
    public void serializeWithType(
            Object value, JsonGenerator generator, SerializationContext context, TypeSerializer types) {
        LazyInitializer unloaded = unloaded(value);
        if (unloaded == null) {
            super.serializeWithType(loaded(value, context), generator, context, types);
            return;
        }
        generator.writeStartObject();
        writeId(unloaded, generator, context);
        EntityPersister entity = entities.find(unloaded.getPersistentClass());
        if (entity != null) {
            generator.writeStringProperty(HibernateJson.TYPE, entity.getJpaEntityName());
        }
        generator.writeEndObject();
    }

    private static void writeId(LazyInitializer unloaded, JsonGenerator generator, SerializationContext context) {
        generator.writeName(HibernateJson.UNLOADED);
        context.writeValue(generator, unloaded.getInternalIdentifier());
    }

    private static @Nullable LazyInitializer unloaded(Object value) {
        LazyInitializer initializer = HibernateProxy.extractLazyInitializer(value);
        return initializer != null && initializer.isUninitialized() ? initializer : null;
    }

    private Object loaded(Object value, SerializationContext context) {
        LazyInitializer initializer = HibernateProxy.extractLazyInitializer(value);
        Object entity = initializer == null ? value : initializer.getImplementation();
        if (entity instanceof PersistentAttributeInterceptable enhanced
                && enhanced.$$_hibernate_getInterceptor() instanceof BytecodeLazyAttributeInterceptor lazy
                && lazy.hasAnyUninitializedAttributes()) {
            context.reportMappingProblem("%s has lazy attributes that were not loaded", type.getName());
        }
        return entity;
    }
}
