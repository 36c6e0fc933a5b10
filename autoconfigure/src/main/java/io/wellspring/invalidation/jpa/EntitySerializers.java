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

import java.util.Comparator;
import java.util.List;
import org.hibernate.proxy.HibernateProxy;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.ser.ValueSerializerModifier;
import tools.jackson.databind.type.CollectionType;
import tools.jackson.databind.type.MapType;

/** Puts what knows of Hibernate before the serializers of entities and of their collections. */
final class EntitySerializers extends ValueSerializerModifier {

    private static final long serialVersionUID = 1L;

    private final transient MappedEntities entities;

    EntitySerializers(MappedEntities entities) {
        this.entities = entities;
    }

    /**
     * Puts what leads to other objects last. They may lead back to an entity that is not complete by then: what it is
     * hashed and compared by should be there.
     */
    @Override
    public List<BeanPropertyWriter> orderProperties(
            SerializationConfig config, BeanDescription.Supplier bean, List<BeanPropertyWriter> properties) {
        return properties.stream()
                .sorted(Comparator.comparing(property -> leadsOn(property.getType())))
                .toList();
    }

    @Override
    public ValueSerializer<?> modifySerializer(
            SerializationConfig config, BeanDescription.Supplier bean, ValueSerializer<?> serializer) {
        Class<?> type = bean.getBeanClass();
        Class<?> entity = HibernateProxy.class.isAssignableFrom(type) ? type.getSuperclass() : type;
        return entities.find(entity) == null ? serializer : new EntitySerializer(entity, entities, serializer);
    }

    @Override
    public ValueSerializer<?> modifyCollectionSerializer(
            SerializationConfig config,
            CollectionType type,
            BeanDescription.Supplier bean,
            ValueSerializer<?> serializer) {
        return type.isInterface() ? new UnloadedSerializer(serializer) : serializer;
    }

    @Override
    public ValueSerializer<?> modifyMapSerializer(
            SerializationConfig config, MapType type, BeanDescription.Supplier bean, ValueSerializer<?> serializer) {
        return type.isInterface() ? new UnloadedSerializer(serializer) : serializer;
    }

    private boolean leadsOn(JavaType type) {
        return type.isContainerType() || type.isReferenceType() || entities.find(type.getRawClass()) != null;
    }
}
