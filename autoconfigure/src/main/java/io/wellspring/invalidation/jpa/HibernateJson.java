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
import tools.jackson.core.Version;
import tools.jackson.databind.JacksonModule;

/**
 * Teaches a mapper that writes fields what Hibernate puts into them. An entity is written once, with a number, and
 * referred to by that number where it stands again, so that associations may lead back. What was not loaded is written
 * as a mark, and says so with a {@code LazyInitializationException} when it is touched after it was read. Where a mapped
 * type has mapped subtypes, the names of the entities tell them apart.
 */
public final class HibernateJson extends JacksonModule {

    /** Marks what was not loaded. */
    static final String UNLOADED = "$unloaded";
    /** Names an entity that others extend. */
    static final String TYPE = "$type";

    private final MappedEntities entities;

    /** @param factories asked for when a type is first written or read */
    public HibernateJson(Iterable<? extends EntityManagerFactory> factories) {
        this.entities = new MappedEntities(factories);
    }

    @Override
    public String getModuleName() {
        return HibernateJson.class.getName();
    }

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    public void setupModule(SetupContext context) {
        context.insertAnnotationIntrospector(new EntityIntrospector(entities));
        context.addSerializerModifier(new EntitySerializers(entities));
        context.addDeserializerModifier(new EntityDeserializers(entities));
    }
}
