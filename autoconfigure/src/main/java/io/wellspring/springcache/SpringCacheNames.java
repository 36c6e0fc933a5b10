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

import java.util.Set;
import java.util.TreeSet;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.cache.annotation.AnnotationCacheOperationSource;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.core.MethodIntrospector;
import org.springframework.util.ClassUtils;

/** Finds the caches that Spring's own annotations name. */
public final class SpringCacheNames {

    private SpringCacheNames() {}

    private static boolean isOfSpring(String name) {
        return name.startsWith("org.springframework.") && !name.startsWith("org.springframework.samples.");
    }

    /** Returns the names that {@code @Cacheable}, {@code @CachePut} and {@code @CacheEvict} of all beans mention. */
    public static Set<String> in(ListableBeanFactory beanFactory) {
        AnnotationCacheOperationSource source = new AnnotationCacheOperationSource(false);
        Set<String> names = new TreeSet<>();
        for (String bean : beanFactory.getBeanNamesForType(Object.class, true, false)) {
            Class<?> type = beanFactory.getType(bean, false);
            if (type == null || isOfSpring(type.getName())) {
                continue;
            }
            Class<?> userType = ClassUtils.getUserClass(type);
            if (source.isCandidateClass(userType)) {
                MethodIntrospector.selectMethods(userType, (MethodIntrospector.MetadataLookup<Iterable<CacheOperation>>)
                                method -> source.getCacheOperations(method, userType))
                        .values()
                        .forEach(
                                operations -> operations.forEach(operation -> names.addAll(operation.getCacheNames())));
            }
        }
        return names;
    }
}
