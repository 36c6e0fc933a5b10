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

import java.lang.reflect.Array;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the shape of a class, and remembers it for as long as the class lives. */
final class Shapes extends ClassValue<Shape> {

    private final boolean trusting;
    private final List<Detacher> detachers;
    private final ClassValue<Shape> plainShapes = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return shapeOf(type);
        }
    };

    /** @param trusting whether classes of the application may count as immutable */
    Shapes(boolean trusting, List<Detacher> detachers) {
        this.trusting = trusting;
        this.detachers = List.copyOf(detachers);
    }

    Shape of(Class<?> type) {
        return get(type);
    }

    @Override
    protected Shape computeValue(Class<?> type) {
        for (Detacher detacher : detachers) {
            if (detacher.handles(type)) {
                return detacher::detach;
            }
        }
        return plain(type);
    }

    /** Returns the shape of a class without its detacher. */
    Shape plain(Class<?> type) {
        return plainShapes.get(type);
    }

    private Shape shapeOf(Class<?> type) {
        if (Immutables.isImmutable(type, trusting)) {
            return Shape.IMMUTABLE;
        }
        if (type.isArray()) {
            return Shapes::copyArray;
        }
        if (type == Optional.class) {
            return Shapes::copyOptional;
        }
        if (Map.Entry.class.isAssignableFrom(type) && Jdk.owns(type)) {
            return (original, copying) -> Containers.copy((Map.Entry<?, ?>) original, copying);
        }
        if (Collection.class.isAssignableFrom(type) && Jdk.owns(type)) {
            return (original, copying) -> Containers.copy((Collection<?>) original, copying);
        }
        if (Map.class.isAssignableFrom(type) && Jdk.owns(type)) {
            return (original, copying) -> Containers.copy((Map<?, ?>) original, copying);
        }
        if (Proxy.isProxyClass(type)) {
            return ProjectionShape.of(type);
        }
        if (type.isRecord()) {
            return new RecordShape(type);
        }
        return Jdk.owns(type) ? ClonedShape.of(type) : new FieldsShape(type, detachers);
    }

    private static Object copyOptional(Object original, Copying copying) {
        Object value = ((Optional<?>) original).orElse(null);
        Object copy = copying.copy(value);
        return copy == value ? original : Optional.ofNullable(copy);
    }

    private static Object copyArray(Object original, Copying copying) {
        int length = Array.getLength(original);
        Class<?> componentType = original.getClass().getComponentType();
        Object copy = copying.began(original, Array.newInstance(componentType, length));
        if (componentType.isPrimitive()) {
            System.arraycopy(original, 0, copy, 0, length);
            return copy;
        }
        for (int i = 0; i < length; i++) {
            Array.set(copy, i, copying.copy(Array.get(original, i)));
        }
        return copy;
    }
}
