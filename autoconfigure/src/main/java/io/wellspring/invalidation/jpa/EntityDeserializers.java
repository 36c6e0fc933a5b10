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

import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Supplier;
import org.hibernate.collection.spi.PersistentBag;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.collection.spi.PersistentMap;
import org.hibernate.collection.spi.PersistentSet;
import org.hibernate.collection.spi.PersistentSortedMap;
import org.hibernate.collection.spi.PersistentSortedSet;
import org.hibernate.persister.entity.EntityPersister;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.type.CollectionType;
import tools.jackson.databind.type.MapType;

/** Puts what reads the marks of {@link EntitySerializers} before the deserializers. */
final class EntityDeserializers extends ValueDeserializerModifier {

    private static final long serialVersionUID = 1L;

    private final transient MappedEntities entities;

    EntityDeserializers(MappedEntities entities) {
        this.entities = entities;
    }

    @Override
    public ValueDeserializer<?> modifyDeserializer(
            DeserializationConfig config, BeanDescription.Supplier bean, ValueDeserializer<?> deserializer) {
        EntityPersister entity = entities.find(bean.getBeanClass());
        return entity == null ? deserializer : new EntityDeserializer(entity, entities, deserializer);
    }

    @Override
    public ValueDeserializer<?> modifyCollectionDeserializer(
            DeserializationConfig config,
            CollectionType type,
            BeanDescription.Supplier bean,
            ValueDeserializer<?> deserializer) {
        return new UnloadedDeserializer(deserializer, JsonToken.START_OBJECT, collection(type.getRawClass()), "");
    }

    @Override
    public ValueDeserializer<?> modifyMapDeserializer(
            DeserializationConfig config,
            MapType type,
            BeanDescription.Supplier bean,
            ValueDeserializer<?> deserializer) {
        return new UnloadedDeserializer(deserializer, JsonToken.START_ARRAY, map(type.getRawClass()), "");
    }

    private static Supplier<PersistentCollection<?>> collection(Class<?> type) {
        if (SortedSet.class.isAssignableFrom(type)) {
            return PersistentSortedSet::new;
        }
        return Set.class.isAssignableFrom(type) ? PersistentSet::new : PersistentBag::new;
    }

    private static Supplier<PersistentCollection<?>> map(Class<?> type) {
        return SortedMap.class.isAssignableFrom(type) ? PersistentSortedMap::new : PersistentMap::new;
    }
}
