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

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.objenesis.ObjenesisStd;
import org.springframework.objenesis.instantiator.ObjectInstantiator;

/** Copies an object of the application field by field, without running a constructor. */
final class FieldsShape implements Shape {

    private static final ObjenesisStd OBJENESIS = new ObjenesisStd();

    private final ObjectInstantiator<?> instantiator;
    private final Field[] fields;

    FieldsShape(Class<?> type, List<Detacher> detachers) {
        List<Field> all = new ArrayList<>();
        try {
            instantiator = OBJENESIS.getInstantiatorOf(type);
            for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
                for (Field field : c.getDeclaredFields()) {
                    if (!Modifier.isStatic(field.getModifiers())
                            && detachers.stream().allMatch(detacher -> detacher.copies(field))) {
                        field.setAccessible(true);
                        all.add(field);
                    }
                }
            }
        } catch (RuntimeException e) {
            throw new UncopyableException(type, e);
        }
        // What equality mostly stands on comes first: on a cycle, a set takes in an object that is not yet complete.
        all.sort(Comparator.comparing(field -> !Immutables.isImmutable(field.getType(), false)));
        fields = all.toArray(Field[]::new);
    }

    @Override
    public Object copy(Object original, Copying copying) {
        Object copy = copying.began(original, instantiator.newInstance());
        try {
            for (Field field : fields) {
                field.set(copy, copying.copy(field.get(original)));
            }
            return copy;
        } catch (IllegalAccessException | IllegalArgumentException e) {
            throw new UncopyableException(original.getClass(), e);
        }
    }
}
