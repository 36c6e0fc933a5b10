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

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.Version;
import tools.jackson.databind.PropertyName;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;
import tools.jackson.databind.jsontype.NamedType;

/**
 * Heeds those of Jackson's annotations that say how an object is made and how subtypes are told apart. The others, as
 * {@code @JsonIgnore} on a password, are meant for other readers and would lose state.
 */
final class StateIntrospector extends NopAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    private final JacksonAnnotationIntrospector annotations = new JacksonAnnotationIntrospector();

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
        return annotated instanceof AnnotatedClass ? annotations.findPolymorphicTypeInfo(config, annotated) : null;
    }

    @Override
    public @Nullable List<NamedType> findSubtypes(MapperConfig<?> config, Annotated annotated) {
        return annotations.findSubtypes(config, annotated);
    }

    @Override
    public @Nullable String findTypeName(MapperConfig<?> config, AnnotatedClass type) {
        return annotations.findTypeName(config, type);
    }

    /** A creator takes what the fields hold, never a whole object in another form. */
    @Override
    public JsonCreator.@Nullable Mode findCreatorAnnotation(MapperConfig<?> config, Annotated annotated) {
        JsonCreator.Mode mode = annotations.findCreatorAnnotation(config, annotated);
        return mode == null || mode == JsonCreator.Mode.DISABLED ? mode : JsonCreator.Mode.PROPERTIES;
    }

    @Override
    public @Nullable String findImplicitPropertyName(MapperConfig<?> config, AnnotatedMember member) {
        if (member instanceof AnnotatedParameter) {
            PropertyName explicit = annotations.findNameForDeserialization(config, member);
            return explicit != null && explicit.hasSimpleName()
                    ? explicit.getSimpleName()
                    : annotations.findImplicitPropertyName(config, member);
        }
        return null;
    }
}
