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

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/** Copies an object of the JDK that can be cloned, as {@link java.util.Date}. */
final class ClonedShape implements Shape {

    private final Method clone;

    private ClonedShape(Method clone) {
        this.clone = clone;
    }

    /** Returns the shape of a class of the JDK; one that refuses every object where the class cannot be cloned. */
    static Shape of(Class<?> type) {
        if (!Cloneable.class.isAssignableFrom(type)) {
            return refusal(type);
        }
        // The class itself may be internal to the JDK, as that of a time zone: the method is called through a public
        // one.
        Class<?> open = type;
        while (!Modifier.isPublic(open.getModifiers())
                || !open.getModule().isExported(open.getPackageName(), ClonedShape.class.getModule())) {
            open = open.getSuperclass();
        }
        try {
            return new ClonedShape(open.getMethod("clone"));
        } catch (NoSuchMethodException e) {
            return refusal(type);
        }
    }

    private static Shape refusal(Class<?> type) {
        return (original, copying) -> {
            throw new UncopyableException(type);
        };
    }

    @Override
    public Object copy(Object original, Copying copying) {
        try {
            return clone.invoke(original);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new UncopyableException(original.getClass(), e);
        }
    }
}
