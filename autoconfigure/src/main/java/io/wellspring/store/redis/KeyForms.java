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

import io.wellspring.key.KeyParts;
import io.wellspring.key.Keys;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes keys as text, after the grammar in {@link KeyNames}. */
final class KeyForms {

    private static final String NULL = "~null";
    /** Could be the text of a long. */
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+");

    private final Function<Object, @Nullable List<?>> foreign;
    private final ClassValue<KeyForm> forms = new ClassValue<>() {
        @Override
        protected KeyForm computeValue(Class<?> type) {
            return formOf(type);
        }
    };

    /** @param foreign takes keys of other libraries' types apart; null for those that it does not know */
    KeyForms(Function<Object, @Nullable List<?>> foreign) {
        this.foreign = foreign;
    }

    /** Returns the text of a key; several arguments need no brackets, as nothing stands around them. */
    String name(Object key) {
        KeyParts parts = Keys.parts(key);
        return parts != null && parts.qualifier().isEmpty() && parts.parts().size() > 1
                ? join(parts.parts().stream())
                : text(key);
    }

    /** Returns the text of a part of a key. */
    String text(@Nullable Object key) {
        if (key == null || Keys.isNull(key)) {
            return NULL;
        }
        KeyParts parts = Keys.parts(key);
        return parts == null ? forms.get(key.getClass()).text(key) : text(parts);
    }

    private String text(KeyParts key) {
        String parts = join(key.parts().stream());
        if (key.isArray()) {
            String type = Escapes.inKey(key.qualifier());
            return "~array[" + (parts.isEmpty() ? type : type + ',' + parts) + ']';
        }
        if (!key.qualifier().isEmpty()) {
            return Escapes.inKey(key.qualifier()) + '[' + parts + ']';
        }
        return "~args[" + parts + ']';
    }

    private String join(Stream<?> keys) {
        return keys.map(this::text).collect(Collectors.joining(","));
    }

    private KeyForm formOf(Class<?> type) {
        if (type == String.class) {
            return key -> string((String) key);
        }
        if (type == Long.class) {
            return Object::toString;
        }
        Scalar<?> scalar = Scalars.of(type);
        if (scalar != null) {
            return key -> scalar(key, scalar);
        }
        if (Enum.class.isAssignableFrom(type)) {
            return key -> constant((Enum<?>) key);
        }
        if (type.isRecord()) {
            return RecordForm.of(type, this);
        }
        return containerOf(type);
    }

    private KeyForm containerOf(Class<?> type) {
        if (List.class.isAssignableFrom(type)) {
            return key -> "~list[" + join(((List<?>) key).stream()) + ']';
        }
        if (Set.class.isAssignableFrom(type)) {
            return key -> "~set[" + sorted(((Collection<?>) key).stream().map(this::text)) + ']';
        }
        if (Map.class.isAssignableFrom(type)) {
            return key -> "~map["
                    + sorted(((Map<?, ?>) key)
                            .entrySet().stream()
                                    .map(entry -> '[' + text(entry.getKey()) + ',' + text(entry.getValue()) + ']'))
                    + ']';
        }
        return key -> {
            List<?> parts = foreign.apply(key);
            if (parts != null) {
                return classMark(type) + "~[" + join(parts.stream()) + ']';
            }
            throw new UnnameableKeyException(
                    type,
                    type.isArray()
                            ? "an array in a record is equal to itself only"
                            : "nothing says which text belongs to equal objects");
        };
    }

    private static String sorted(Stream<String> texts) {
        return texts.sorted().collect(Collectors.joining(","));
    }

    private static String string(String text) {
        return text.isEmpty() || NUMBER.matcher(text).matches() ? '\'' + text + '\'' : Escapes.inKey(text);
    }

    private static String scalar(Object key, Scalar<?> scalar) {
        try {
            return scalar.mark() + '~' + Escapes.inKey(scalar.textOf(key));
        } catch (IllegalArgumentException e) {
            throw new UnnameableKeyException(key.getClass(), String.valueOf(e.getMessage()));
        }
    }

    private static String constant(Enum<?> constant) {
        return classMark(constant.getDeclaringClass()) + '~' + Escapes.inKey(constant.name());
    }

    /** Names a class of the application, unlike any mark of a class of the JDK. */
    static String classMark(Class<?> type) {
        String name = Escapes.inKey(type.getName());
        return name.indexOf('.') < 0 ? '.' + name : name;
    }
}
