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

import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.spi.MappingMetamodelImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** The entity types of all persistence units. */
final class MappedEntities {

    private final Iterable<? extends EntityManagerFactory> factories;

    MappedEntities(Iterable<? extends EntityManagerFactory> factories) {
        this.factories = factories;
    }

    /** Returns how a class is mapped as an entity; null where it is none. */
    @Nullable
    EntityPersister find(Class<?> type) {
        for (EntityManagerFactory factory : factories) {
            EntityPersister entity = metamodel(factory).findEntityDescriptor(type);
            if (entity != null) {
                return entity;
            }
        }
        return null;
    }

    /** Returns the entities whose classes extend a class. */
    List<EntityPersister> extensionsOf(Class<?> type) {
        List<EntityPersister> extensions = new ArrayList<>();
        for (EntityManagerFactory factory : factories) {
            metamodel(factory).forEachEntityDescriptor(entity -> {
                Class<?> mapped = entity.getMappedClass();
                if (mapped != type && type.isAssignableFrom(mapped)) {
                    extensions.add(entity);
                }
            });
        }
        return extensions;
    }

    /** Returns the entity of a name among one and those that extend it; null where it is none of them. */
    @Nullable
    EntityPersister named(String name, EntityPersister entity) {
        if (entity.getJpaEntityName().equals(name)) {
            return entity;
        }
        return extensionsOf(entity.getMappedClass()).stream()
                .filter(extension -> extension.getJpaEntityName().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static MappingMetamodelImplementor metamodel(EntityManagerFactory factory) {
        return factory.unwrap(SessionFactoryImplementor.class).getMappingMetamodel();
    }
}
