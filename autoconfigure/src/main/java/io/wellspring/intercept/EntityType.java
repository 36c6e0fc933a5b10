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
package io.wellspring.intercept;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/**
 * What the annotations of a JPA entity say. They are looked up by name, so that nothing here needs JPA on the class path.
 *
 * @param type the entity
 * @param id its single id attribute; null where it has none, or several
 * @param version its version attribute, if it has one
 * @param attributes those that are fields, by their names
 */
record EntityType(
        Class<?> type, @Nullable Attribute id, @Nullable Attribute version, Map<String, Attribute> attributes) {

    private static final String JPA = "jakarta.persistence.";

    private static final ClassValue<@Nullable EntityType> KNOWN = new ClassValue<>() {
        @Override
        protected @Nullable EntityType computeValue(Class<?> type) {
            return isPresent(type, "Entity") ? read(type) : null;
        }
    };

    /** An attribute, by its field or its getter. */
    record Attribute(String name, Class<?> type, Member member) {

        @Nullable
        Object read(Object entity) {
            return member instanceof Field field
                    ? ReflectionUtils.getField(field, entity)
                    : ReflectionUtils.invokeMethod((Method) member, entity);
        }
    }

    /** Returns the id of an entity, which may be one that is not loaded: that tells its id by its getter alone. */
    static @Nullable Object idOf(Object entity, Attribute id) {
        Object read = id.read(entity);
        if (read == null && isProxy(entity)) {
            Method getter = ReflectionUtils.findMethod(entity.getClass(), "get" + StringUtils.capitalize(id.name()));
            return getter == null ? null : ReflectionUtils.invokeMethod(getter, entity);
        }
        return read;
    }

    /** Returns the entity type of a class; null where it is none. */
    static @Nullable EntityType of(Class<?> type) {
        return KNOWN.get(ClassUtils.getUserClass(type));
    }

    /**
     * Returns the attribute that tells which of two states is the newer; null where there is none.
     *
     * @param name its name; the annotated one, where that is empty or no attribute
     */
    @Nullable
    Attribute version(String name) {
        Attribute named = name.isEmpty() ? null : attributes.get(name);
        return named != null ? named : version;
    }

    /** Returns the entity type of a value; null where it is no entity, or one that need not be loaded. */
    static @Nullable EntityType ofLoaded(Object value) {
        return isProxy(value) ? null : of(value.getClass());
    }

    /** Whether an object stands for an entity that need not be loaded; its fields say nothing. */
    static boolean isProxy(Object value) {
        return value.getClass().getName().contains("HibernateProxy");
    }

    /** Returns the entities among a type and its generics, as {@code Product} of {@code Optional<List<Product>>}. */
    static Set<Class<?>> in(ResolvableType type) {
        return collect(type, new LinkedHashSet<>());
    }

    private static Set<Class<?>> collect(ResolvableType type, Set<Class<?>> found) {
        if (type.isArray()) {
            return collect(type.getComponentType(), found);
        }
        Class<?> raw = type.resolve();
        if (raw != null && of(raw) != null) {
            found.add(raw);
        }
        for (ResolvableType generic : type.getGenerics()) {
            collect(generic, found);
        }
        return found;
    }

    private static EntityType read(Class<?> type) {
        Attribute embedded = find(type, "EmbeddedId");
        Attribute id = embedded != null ? embedded : isPresent(type, "IdClass") ? null : find(type, "Id");
        return new EntityType(type, id, find(type, "Version"), fields(type));
    }

    private static Map<String, Attribute> fields(Class<?> type) {
        Map<String, Attribute> fields = new HashMap<>();
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    fields.computeIfAbsent(field.getName(), name -> {
                        ReflectionUtils.makeAccessible(field);
                        return new Attribute(name, field.getType(), field);
                    });
                }
            }
        }
        return fields;
    }

    private static @Nullable Attribute find(Class<?> type, String annotation) {
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (isPresent(field, annotation)) {
                    ReflectionUtils.makeAccessible(field);
                    return new Attribute(field.getName(), field.getType(), field);
                }
            }
            for (Method method : c.getDeclaredMethods()) {
                if (method.getParameterCount() == 0 && isPresent(method, annotation)) {
                    ReflectionUtils.makeAccessible(method);
                    String name = method.getName().replaceFirst("^(get|is)", "");
                    return new Attribute(StringUtils.uncapitalize(name), method.getReturnType(), method);
                }
            }
        }
        return null;
    }

    private static boolean isPresent(AnnotatedElement element, String annotation) {
        return MergedAnnotations.from(element).isPresent(JPA + annotation);
    }
}
