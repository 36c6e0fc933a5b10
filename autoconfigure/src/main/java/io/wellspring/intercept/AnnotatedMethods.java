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

import io.wellspring.annotation.CacheLoader;
import io.wellspring.annotation.InvalidatedBy;
import io.wellspring.annotation.ReadThrough;
import io.wellspring.engine.CacheDefinitionException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;

/** Finds the annotated methods of a type: its own, and those of its supertypes and interfaces. Each type is looked at once. */
record AnnotatedMethods(Map<Method, Read> reads, Map<Method, CacheLoader> loads) {

    /** What stands on a method that is read through the cache. */
    record Read(ReadThrough annotation, List<InvalidatedBy> rules) {}

    private static final List<Class<? extends Annotation>> ANNOTATIONS =
            List.of(ReadThrough.class, InvalidatedBy.class, InvalidatedBy.List.class, CacheLoader.class);

    /** Whose types most beans are that no application has written: to look at all their methods takes long. */
    private static final List<String> LIBRARIES =
            List.of("com.zaxxer.hikari.", "io.micrometer.", "jakarta.", "org.hibernate.", "org.springframework.");

    /** Applications like any other. */
    private static final String SAMPLES = "org.springframework.samples.";

    private static final AnnotatedMethods NONE = new AnnotatedMethods(Map.of(), Map.of());

    private static final ClassValue<AnnotatedMethods> KNOWN = new ClassValue<>() {
        @Override
        protected AnnotatedMethods computeValue(Class<?> type) {
            return AnnotationUtils.isCandidateClass(type, ANNOTATIONS) ? read(type) : NONE;
        }
    };

    static AnnotatedMethods of(Class<?> type) {
        return isOfLibrary(type) ? NONE : KNOWN.get(type);
    }

    static boolean anyOf(Class<?> type) {
        AnnotatedMethods found = of(type);
        return !found.reads().isEmpty() || !found.loads().isEmpty();
    }

    private static boolean isOfLibrary(Class<?> type) {
        String name = type.getName();
        for (String library : LIBRARIES) {
            if (name.startsWith(library)) {
                return !name.startsWith(SAMPLES);
            }
        }
        return false;
    }

    /** Goes through the methods once, for all annotations: at the start of an application that is what takes the time. */
    private static AnnotatedMethods read(Class<?> type) {
        Map<Method, Read> reads = new LinkedHashMap<>();
        Map<Method, CacheLoader> loads = new LinkedHashMap<>();
        MethodIntrospector.selectMethods(type, (MethodIntrospector.MetadataLookup<MergedAnnotations>) method -> {
                    // A repository inherits dozens of methods from Spring Data.
                    if (isOfLibrary(method.getDeclaringClass())) {
                        return null;
                    }
                    MergedAnnotations annotations =
                            MergedAnnotations.from(method, MergedAnnotations.SearchStrategy.TYPE_HIERARCHY);
                    return annotations.isPresent(ReadThrough.class)
                                    || annotations.isPresent(InvalidatedBy.class)
                                    || annotations.isPresent(CacheLoader.class)
                            ? annotations
                            : null;
                })
                .forEach((method, annotations) -> {
                    if (annotations.isPresent(ReadThrough.class)) {
                        reads.put(
                                method,
                                new Read(
                                        annotations.get(ReadThrough.class).synthesize(),
                                        annotations.stream(InvalidatedBy.class)
                                                .map(MergedAnnotation::synthesize)
                                                .toList()));
                    } else if (annotations.isPresent(InvalidatedBy.class)) {
                        throw new CacheDefinitionException(
                                "@InvalidatedBy stands on " + Methods.describe(method) + ", which has no @ReadThrough.",
                                "Put @ReadThrough beside it, or remove it.");
                    }
                    if (annotations.isPresent(CacheLoader.class)) {
                        loads.put(method, annotations.get(CacheLoader.class).synthesize());
                    }
                });
        return new AnnotatedMethods(reads, loads);
    }
}
