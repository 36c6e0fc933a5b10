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

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.AbstractDeserializer;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.bean.BeanDeserializerBase;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;

/** Knows the fields of the application's classes, and refuses classes whose objects could not be made again. */
final class BeanTypes {

    private final JsonMapper mapper;
    private final DeserializationContext context;
    private @Nullable String problem;

    BeanTypes(JsonMapper mapper) {
        this.mapper = mapper;
        this.context = mapper._deserializationContext();
    }

    /** Whether the application has taught the mapper a form of its own for the type. */
    boolean isKnown(JavaType type) {
        ValueDeserializer<?> deserializer = deserializer(type);
        return deserializer != null
                && !(deserializer instanceof BeanDeserializerBase)
                && !(deserializer instanceof AbstractDeserializer);
    }

    /**
     * Returns the names and types of all fields that are state.
     *
     * @throws UnsupportedTypeException where an object could not be made of them
     */
    Map<String, JavaType> fields(JavaType type) {
        Map<String, JavaType> fields = new LinkedHashMap<>();
        for (JavaType t = type;
                t != null && t.getRawClass() != Object.class && t.getRawClass() != Record.class;
                t = t.getSuperClass()) {
            if (JdkTypes.owns(t.getRawClass())) {
                throw new UnsupportedTypeException(type.toCanonical() + " extends " + t.toCanonical()
                        + ", whose fields are closed: declare another type");
            }
            for (Field field : t.getRawClass().getDeclaredFields()) {
                if ((field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0 && !field.isSynthetic()) {
                    add(fields, field, t);
                }
            }
        }
        requireConstructor(type, fields);
        return fields;
    }

    /** Returns the subtypes that a name in the JSON tells apart; none where there is no such name. */
    Map<String, JavaType> subtypes(JavaType type) {
        Map<String, JavaType> subtypes = new LinkedHashMap<>();
        JsonTypeInfo.Value info = typeInfo(type);
        if (info == null) {
            return subtypes;
        }
        if (info.getIdType() != JsonTypeInfo.Id.NAME && info.getIdType() != JsonTypeInfo.Id.SIMPLE_NAME) {
            throw new UnsupportedTypeException(type.toCanonical() + " has @JsonTypeInfo with " + info.getIdType()
                    + ", and only names are accepted: use Id.NAME");
        }
        DeserializationConfig config = mapper.deserializationConfig();
        for (NamedType subtype :
                config.getSubtypeResolver().collectAndResolveSubtypesByTypeId(config, annotations(type))) {
            if (subtype.getType() != type.getRawClass()) {
                subtypes.put(
                        subtype.getName(), mapper.getTypeFactory().constructSpecializedType(type, subtype.getType()));
            }
        }
        return subtypes;
    }

    /** Refuses a type for a reason that Jackson alone knows; to be asked last, when every type was looked at. */
    void requireNoProblem() {
        if (problem != null) {
            throw new UnsupportedTypeException(problem);
        }
    }

    private void add(Map<String, JavaType> fields, Field field, JavaType declaring) {
        JavaType type = mapper.getTypeFactory().resolveMemberType(field.getGenericType(), declaring.getBindings());
        if (fields.put(field.getName(), type) != null) {
            throw new UnsupportedTypeException(declaring.toCanonical() + " and a subclass both have a field "
                    + field.getName() + ": rename one of them");
        }
    }

    private void requireConstructor(JavaType type, Map<String, JavaType> fields) {
        if (typeInfo(type) != null && type.isAbstract()) {
            return;
        }
        if (type.isAbstract()) {
            throw new UnsupportedTypeException(type.toCanonical() + " is "
                    + (type.isInterface() ? "an interface" : "abstract")
                    + ", and without names of classes nothing tells what implements it: declare the class, or put"
                    + " @JsonTypeInfo with names on it");
        }
        if (!(deserializer(type) instanceof BeanDeserializerBase bean)) {
            return;
        }
        ValueInstantiator instantiator = bean.getValueInstantiator();
        if (instantiator.canCreateFromObjectWith()) {
            requireFields(type, instantiator, fields);
        } else if (!instantiator.canCreateUsingDefault()) {
            throw new UnsupportedTypeException(type.toCanonical() + " cannot be made: give it a constructor without"
                    + " parameters, which may be private, make it a record, or put @JsonCreator on a constructor"
                    + " whose parameters are named as the fields");
        }
    }

    private void requireFields(JavaType type, ValueInstantiator instantiator, Map<String, JavaType> fields) {
        SettableBeanProperty[] arguments = instantiator.getFromObjectArguments(mapper.deserializationConfig());
        if (!Arrays.stream(arguments).allMatch(argument -> fields.containsKey(argument.getName()))) {
            throw new UnsupportedTypeException(
                    type.toCanonical() + " has a constructor whose parameters are not named as its fields");
        }
    }

    private JsonTypeInfo.@Nullable Value typeInfo(JavaType type) {
        DeserializationConfig config = mapper.deserializationConfig();
        return config.getAnnotationIntrospector().findPolymorphicTypeInfo(config, annotations(type));
    }

    private AnnotatedClass annotations(JavaType type) {
        return context.introspectClassAnnotations(type);
    }

    /** Returns what reads the type; null where that is not known because of something that the type reaches. */
    private @Nullable ValueDeserializer<?> deserializer(JavaType type) {
        try {
            ValueDeserializer<?> deserializer = context.findNonContextualValueDeserializer(type);
            while (deserializer.getDelegatee() != null) {
                deserializer = deserializer.getDelegatee();
            }
            return deserializer;
        } catch (JacksonException e) {
            problem = problem == null ? e.getOriginalMessage() : problem;
            return null;
        } catch (StackOverflowError e) {
            throw new UnsupportedTypeException(type.toCanonical()
                    + " reaches no end of types, as with ever longer type arguments: declare a type that ends");
        }
    }
}
