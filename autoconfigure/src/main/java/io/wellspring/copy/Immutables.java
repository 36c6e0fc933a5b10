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

import java.io.File;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Currency;
import java.util.HashSet;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Knows the classes whose objects nobody can change, by what they declare. */
final class Immutables {

    private static final Set<Class<?>> KNOWN = Set.of(
            String.class,
            Boolean.class,
            Byte.class,
            Character.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigDecimal.class,
            BigInteger.class,
            UUID.class,
            URI.class,
            URL.class,
            Locale.class,
            Currency.class,
            Class.class,
            Pattern.class,
            File.class,
            Void.class,
            OptionalInt.class,
            OptionalLong.class,
            OptionalDouble.class);

    private Immutables() {}

    /** @param trusting whether classes of the application may count: those whose fields are all final and immutable */
    static boolean isImmutable(Class<?> type, boolean trusting) {
        return isKnown(type)
                || (trusting && isOfApplication(type) && hasOnlyFinalImmutableFields(type, new HashSet<>()));
    }

    private static boolean isKnown(Class<?> type) {
        return type.isPrimitive()
                || KNOWN.contains(type)
                || Enum.class.isAssignableFrom(type)
                || isOfTime(type)
                || Path.class.isAssignableFrom(type)
                || Charset.class.isAssignableFrom(type)
                || InetAddress.class.isAssignableFrom(type);
    }

    private static boolean hasOnlyFinalImmutableFields(Class<?> type, Set<Class<?>> asked) {
        if (!asked.add(type)) {
            // Asked for already, in a cycle of types: the other fields of the cycle decide.
            return true;
        }
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !cannotChange(field, asked)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean cannotChange(Field field, Set<Class<?>> asked) {
        Class<?> type = field.getType();
        // A field may hold an object of a subclass, of which nothing is known, unless there can be none.
        boolean closed = Modifier.isFinal(type.getModifiers()) && !type.isArray();
        return Modifier.isFinal(field.getModifiers())
                && (isKnown(type) || (closed && isOfApplication(type) && hasOnlyFinalImmutableFields(type, asked)));
    }

    private static boolean isOfTime(Class<?> type) {
        return type.getName().startsWith("java.time.") && Jdk.owns(type);
    }

    private static boolean isOfApplication(Class<?> type) {
        return !type.isArray() && !Jdk.owns(type);
    }
}
