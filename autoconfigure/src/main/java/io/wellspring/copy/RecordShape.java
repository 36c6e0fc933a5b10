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

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Copies a record through its canonical constructor; the record itself stands where its components do. */
final class RecordShape implements Shape {

    private final Method[] accessors;
    private final Constructor<?> constructor;

    RecordShape(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        try {
            constructor = type.getDeclaredConstructor(
                    Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            accessors = Stream.of(components).map(RecordComponent::getAccessor).toArray(Method[]::new);
            for (Method accessor : accessors) {
                accessor.setAccessible(true);
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new UncopyableException(type, e);
        }
    }

    @Override
    public Object copy(Object original, Copying copying) {
        @Nullable Object[] parts = new Object[accessors.length];
        boolean changed = false;
        try {
            for (int i = 0; i < parts.length; i++) {
                Object part = accessors[i].invoke(original);
                parts[i] = copying.copy(part);
                changed |= parts[i] != part;
            }
            return changed ? constructor.newInstance(parts) : original;
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            throw new UncopyableException(original.getClass(), e);
        }
    }
}
