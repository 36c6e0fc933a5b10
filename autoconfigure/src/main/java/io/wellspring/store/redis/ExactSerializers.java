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

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.ser.ValueSerializerModifier;
import tools.jackson.databind.ser.bean.BeanSerializerBase;
import tools.jackson.databind.ser.impl.UnknownSerializer;
import tools.jackson.databind.type.CollectionType;
import tools.jackson.databind.type.MapType;

/** Puts before Jackson's serializers what refuses an object that would come back as another one. */
final class ExactSerializers extends ValueSerializerModifier {

    private static final long serialVersionUID = 1L;

    @Override
    public List<BeanPropertyWriter> changeProperties(
            SerializationConfig config, BeanDescription.Supplier bean, List<BeanPropertyWriter> properties) {
        for (BeanPropertyWriter property : properties) {
            if (property.getType().isReferenceType()) {
                property.assignNullSerializer(new NullOptionalSerializer());
            }
        }
        return properties;
    }

    @Override
    public ValueSerializer<?> modifySerializer(
            SerializationConfig config, BeanDescription.Supplier bean, ValueSerializer<?> serializer) {
        return serializer instanceof BeanSerializerBase || serializer instanceof UnknownSerializer
                ? new ExactTypeSerializer(bean.getBeanClass(), serializer)
                : serializer;
    }

    @Override
    public ValueSerializer<?> modifyCollectionSerializer(
            SerializationConfig config,
            CollectionType type,
            BeanDescription.Supplier bean,
            ValueSerializer<?> serializer) {
        if (SortedSet.class.isAssignableFrom(type.getRawClass())) {
            return new ContainerSerializer(
                    serializer,
                    set -> ContainerSerializer.isNatural(((SortedSet<?>) set).comparator()),
                    ContainerSerializer.OTHER_ORDER);
        }
        return type.getRawClass() == Collection.class
                ? new ContainerSerializer(
                        serializer,
                        List.class::isInstance,
                        "a Collection comes back as a list, and this one is none: declare what it is")
                : serializer;
    }

    @Override
    public ValueSerializer<?> modifyMapSerializer(
            SerializationConfig config, MapType type, BeanDescription.Supplier bean, ValueSerializer<?> serializer) {
        return SortedMap.class.isAssignableFrom(type.getRawClass())
                ? new ContainerSerializer(
                        serializer,
                        map -> ContainerSerializer.isNatural(((SortedMap<?, ?>) map).comparator()),
                        ContainerSerializer.OTHER_ORDER)
                : serializer;
    }
}
