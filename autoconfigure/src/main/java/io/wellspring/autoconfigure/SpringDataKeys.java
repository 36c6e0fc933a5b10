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
package io.wellspring.autoconfigure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.util.ClassUtils;

/** Takes the arguments apart that repositories have for pages and orders. */
final class SpringDataKeys {

    /** Whether Spring Data is on the class path. */
    static final boolean PRESENT =
            ClassUtils.isPresent("org.springframework.data.domain.Pageable", SpringDataKeys.class.getClassLoader());

    private SpringDataKeys() {}

    /** Returns the parts by which a key equals another; null where it is nothing of Spring Data. */
    static @Nullable List<?> parts(Object key) {
        if (key instanceof Sort sort) {
            return sort.stream().map(SpringDataKeys::parts).toList();
        }
        if (key instanceof Sort.Order order) {
            return List.of(order.getProperty(), order.getDirection(), order.isIgnoreCase(), order.getNullHandling());
        }
        if (key instanceof Pageable page) {
            return page.isPaged()
                    ? List.of((long) page.getPageNumber(), (long) page.getPageSize(), page.getSort())
                    : List.of(page.getSort());
        }
        return null;
    }
}
