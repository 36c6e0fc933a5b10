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
package io.wellspring.copy;

import java.lang.reflect.Method;
import java.util.Map;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Shares the interface projections of Spring Data that show selected columns: nobody holds the map behind them. Any other
 * proxy is refused, also a projection that shows an entity.
 */
final class ProjectionShape implements Shape {

    private static final String TARGET_AWARE = "org.springframework.data.projection.TargetAware";

    private final Method target;

    private ProjectionShape(Method target) {
        this.target = target;
    }

    static Shape of(Class<?> proxy) {
        for (Class<?> type : proxy.getInterfaces()) {
            if (type.getName().equals(TARGET_AWARE)) {
                return new ProjectionShape(ClassUtils.getMethod(type, "getTarget"));
            }
        }
        return (original, copying) -> {
            throw new UncopyableException(original.getClass());
        };
    }

    @Override
    public Object copy(Object original, Copying copying) {
        if (ReflectionUtils.invokeMethod(target, original) instanceof Map<?, ?>) {
            return original;
        }
        throw new UncopyableException(original.getClass(), "an entity behind the projection");
    }
}
