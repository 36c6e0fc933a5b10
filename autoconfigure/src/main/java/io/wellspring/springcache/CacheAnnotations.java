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
package io.wellspring.springcache;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.cache.annotation.AnnotationCacheOperationSource;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CachePutOperation;
import org.springframework.cache.interceptor.CacheableOperation;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/** Reads {@code @Cacheable}, {@code @CachePut} and {@code @CacheEvict}. A class of its own: few applications need what it loads. */
final class CacheAnnotations {

    private CacheAnnotations() {}

    /** Returns, for each cache that those of all beans mention, what the methods declare to return whose results are put into it. */
    static Map<String, List<ResolvableType>> of(ListableBeanFactory beanFactory) {
        AnnotationCacheOperationSource source = new AnnotationCacheOperationSource(false);
        Map<String, List<ResolvableType>> results = new TreeMap<>();
        for (String bean : beanFactory.getBeanNamesForType(Object.class, true, false)) {
            Class<?> type = beanFactory.getType(bean, false);
            if (type == null || isOfSpring(type.getName())) {
                continue;
            }
            Class<?> userType = ClassUtils.getUserClass(type);
            if (source.isCandidateClass(userType)) {
                MethodIntrospector.selectMethods(userType, (MethodIntrospector.MetadataLookup<Iterable<CacheOperation>>)
                                method -> source.getCacheOperations(method, userType))
                        .forEach((method, operations) ->
                                operations.forEach(operation -> note(operation, method, userType, results)));
            }
        }
        return results;
    }

    private static void note(
            CacheOperation operation, Method method, Class<?> type, Map<String, List<ResolvableType>> results) {
        for (String name : operation.getCacheNames()) {
            List<ResolvableType> known = results.computeIfAbsent(name, any -> new ArrayList<>());
            if (operation instanceof CacheableOperation || operation instanceof CachePutOperation) {
                known.add(ResolvableType.forMethodReturnType(method, type));
            }
        }
    }

    private static boolean isOfSpring(String name) {
        return name.startsWith("org.springframework.") && !name.startsWith("org.springframework.samples.");
    }
}
