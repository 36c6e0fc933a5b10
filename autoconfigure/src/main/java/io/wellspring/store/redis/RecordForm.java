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
package io.wellspring.store.redis;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;

/** Writes the components of a record, as its own {@code equals} compares them. */
final class RecordForm implements KeyForm {

    private final KeyForms forms;
    private final String mark;
    private final Field[] components;

    private RecordForm(Class<?> type, KeyForms forms) throws ReflectiveOperationException {
        this.forms = forms;
        this.mark = KeyForms.classMark(type) + "~[";
        RecordComponent[] declared = type.getRecordComponents();
        this.components = new Field[declared.length];
        for (int i = 0; i < declared.length; i++) {
            components[i] = type.getDeclaredField(declared[i].getName());
            components[i].setAccessible(true);
        }
    }

    static KeyForm of(Class<?> type, KeyForms forms) {
        try {
            // The method that the compiler adds is final, what people write is not.
            if (Modifier.isFinal(type.getDeclaredMethod("equals", Object.class).getModifiers())) {
                return new RecordForm(type, forms);
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            return refusal(type, "its components cannot be read");
        }
        return refusal(type, "the record has an equals of its own");
    }

    private static KeyForm refusal(Class<?> type, String reason) {
        return key -> {
            throw new UnnameableKeyException(type, reason);
        };
    }

    @Override
    public String text(Object key) {
        StringBuilder text = new StringBuilder(mark);
        try {
            for (int i = 0; i < components.length; i++) {
                text.append(i == 0 ? "" : ",").append(forms.text(components[i].get(key)));
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("Closed to us since it was opened", e);
        }
        return text.append(']').toString();
    }
}
