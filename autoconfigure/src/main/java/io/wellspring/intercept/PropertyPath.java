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

import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

/** A plain {@code #entity.category.name}, which needs no SpEL once it is read. */
record PropertyPath(List<Step> steps) {

    /** @param nullSafe whether the value is null where there is nothing to read it from */
    record Step(Method getter, boolean nullSafe) {}

    PropertyPath {
        steps = List.copyOf(steps);
        steps.forEach(step -> ReflectionUtils.makeAccessible(step.getter()));
    }

    @Nullable
    Object read(Object entity) {
        Object value = entity;
        for (Step step : steps) {
            if (value == null) {
                if (step.nullSafe()) {
                    return null;
                }
                throw new IllegalStateException("nothing is there to read "
                        + step.getter().getDeclaringClass().getSimpleName() + "."
                        + step.getter().getName() + "() from");
            }
            value = ReflectionUtils.invokeMethod(step.getter(), value);
        }
        return value;
    }
}
