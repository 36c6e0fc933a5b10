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

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the JSON of a declared type is made of: the classes that it reaches, the fields of each and the constants of
 * enums. Classes of the JDK count by name. A type that does not say enough to read its values back is refused.
 */
final class TypeStructure {

    private final BeanTypes beans;
    private final Map<JavaType, String> described = new HashMap<>();
    private final Deque<JavaType> open = new ArrayDeque<>();

    private TypeStructure(JsonMapper mapper) {
        this.beans = new BeanTypes(mapper);
    }

    /**
     * Describes the structure of a type, the same in every JVM that has the same classes.
     *
     * @throws UnsupportedTypeException where values of the type cannot be read back
     */
    static String of(JavaType type, JsonMapper mapper) {
        TypeStructure structure = new TypeStructure(mapper);
        structure.reach(type);
        while (!structure.open.isEmpty()) {
            JavaType next = structure.open.remove();
            structure.described.put(next, structure.describe(next));
        }
        structure.beans.requireNoProblem();
        return structure.described.entrySet().stream()
                .map(entry -> entry.getKey().toCanonical() + entry.getValue())
                .sorted()
                .collect(Collectors.joining(";", type.toCanonical() + '=', ""));
    }

    private void reach(JavaType type) {
        if (described.putIfAbsent(type, "") == null) {
            open.add(type);
        }
    }

    private String describe(JavaType type) {
        if (type.isArrayType()) {
            reach(type.getContentType());
            return "";
        }
        if (type.isEnumType()) {
            return constants(type.getRawClass());
        }
        if (JdkTypes.owns(type.getRawClass())) {
            JdkTypes.parts(type).forEach(this::reach);
            return "";
        }
        if (type.isContainerType()) {
            throw new UnsupportedTypeException(type.toCanonical()
                    + " is a collection with a class of its own, whose fields would be lost: declare an interface"
                    + " of java.util");
        }
        return beans.isKnown(type) ? "{custom}" : fields(type);
    }

    private String fields(JavaType type) {
        Map<String, JavaType> fields = beans.fields(type);
        Map<String, JavaType> subtypes = beans.subtypes(type);
        Stream.concat(fields.values().stream(), subtypes.values().stream()).forEach(this::reach);
        return text(fields, '{', '}') + (subtypes.isEmpty() ? "" : text(subtypes, '<', '>'));
    }

    private static String text(Map<String, JavaType> types, char start, char end) {
        return types.entrySet().stream()
                .map(entry -> entry.getKey() + ':' + entry.getValue().toCanonical())
                .sorted()
                .collect(Collectors.joining(",", String.valueOf(start), String.valueOf(end)));
    }

    private static String constants(Class<?> type) {
        Class<?> declaring = type.isEnum() ? type : type.getSuperclass();
        if (!declaring.isEnum()) {
            throw new UnsupportedTypeException(type.getName() + " says of no constant which enum it is of");
        }
        return Arrays.stream(declaring.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .collect(Collectors.joining(",", "(", ")"));
    }
}
