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

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.ObjectIdGenerators;
import com.fasterxml.jackson.annotation.SimpleObjectIdResolver;
import java.util.List;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.Version;
import tools.jackson.databind.PropertyName;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;
import tools.jackson.databind.introspect.ObjectIdInfo;
import tools.jackson.databind.jsontype.NamedType;

/** Gives entities a number in the JSON, and a name where there are others that extend them. */
final class EntityIntrospector extends NopAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    /** One sequence for all entities of a value. */
    private static final ObjectIdInfo NUMBER = new ObjectIdInfo(
            PropertyName.construct("$id"),
            Object.class,
            ObjectIdGenerators.IntSequenceGenerator.class,
            SimpleObjectIdResolver.class);

    private static final JsonTypeInfo.Value NAME = JsonTypeInfo.Value.construct(
            JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, HibernateJson.TYPE, null, false, true);

    private final transient MappedEntities entities;

    EntityIntrospector(MappedEntities entities) {
        this.entities = entities;
    }

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    public @Nullable ObjectIdInfo findObjectIdInfo(MapperConfig<?> config, Annotated annotated) {
        return find(annotated) == null ? null : NUMBER;
    }

    @Override
    public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
        return findSubtypes(config, annotated) == null ? null : NAME;
    }

    @Override
    public @Nullable List<NamedType> findSubtypes(MapperConfig<?> config, Annotated annotated) {
        if (find(annotated) == null) {
            return null;
        }
        List<NamedType> subtypes = entities.extensionsOf(annotated.getRawType()).stream()
                .map(entity -> new NamedType(entity.getMappedClass(), entity.getJpaEntityName()))
                .toList();
        return subtypes.isEmpty() ? null : subtypes;
    }

    @Override
    public @Nullable String findTypeName(MapperConfig<?> config, AnnotatedClass type) {
        EntityPersister entity = find(type);
        return entity == null ? null : entity.getJpaEntityName();
    }

    private @Nullable EntityPersister find(Annotated annotated) {
        return annotated instanceof AnnotatedClass ? entities.find(annotated.getRawType()) : null;
    }
}
