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

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Map;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;

/** Finds the methods of a type that bear an annotation: its own, and those of its supertypes and interfaces. */
final class AnnotatedMethods {

    private AnnotatedMethods() {}

    static boolean mayHave(Class<?> type, Class<? extends Annotation> annotation) {
        return AnnotationUtils.isCandidateClass(type, annotation)
                && !type.getName().startsWith("org.springframework.")
                && !type.getName().startsWith("jakarta.");
    }

    static <A extends Annotation> Map<Method, A> of(Class<?> type, Class<A> annotation) {
        if (!mayHave(type, annotation)) {
            return Map.of();
        }
        return MethodIntrospector.selectMethods(type, (MethodIntrospector.MetadataLookup<A>)
                method -> AnnotatedElementUtils.findMergedAnnotation(method, annotation));
    }
}
