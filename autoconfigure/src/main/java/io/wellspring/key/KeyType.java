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
package io.wellspring.key;

import java.lang.invoke.MethodType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The types of the arguments that make a key, so that a key can be read from text.
 *
 * @param qualifier what tells the method from others that share its cache; empty where there are none
 * @param arguments the type of each argument
 */
public record KeyType(String qualifier, List<Class<?>> arguments) {

    /** Makes an argument of a type from text; throws any exception where it cannot. */
    @FunctionalInterface
    public interface Converter {
        @Nullable
        Object convert(String text, Class<?> type);
    }

    public KeyType {
        arguments = List.copyOf(arguments);
    }

    /** Returns the type of keys that are made from one argument. */
    public static KeyType of(Class<?> argument) {
        return new KeyType("", List.of(argument));
    }

    /**
     * Reads the arguments of a key from its text form.
     *
     * @return the arguments, or null where the text belongs to another method of the cache
     * @throws MalformedKeyException where the text does not fit the types
     */
    public @Nullable Object @Nullable [] parse(String text, Converter converter) {
        String prefix = qualifier.isEmpty() ? "" : qualifier + ":";
        if (!text.startsWith(prefix)) {
            return null;
        }
        String rest = text.substring(prefix.length());
        if (arguments.isEmpty()) {
            if (rest.equals(KeyText.NO_ARGUMENTS) || (!prefix.isEmpty() && rest.isEmpty())) {
                return new Object[0];
            }
            throw new MalformedKeyException(text, "the method takes no arguments, its only key is ()");
        }
        List<String> parts = arguments.size() == 1 && prefix.isEmpty() ? List.of(rest) : KeyText.split(rest);
        if (parts.size() != arguments.size()) {
            throw new MalformedKeyException(
                    text, "expected " + arguments.size() + " arguments parted by commas, found " + parts.size());
        }
        Object[] parsed = new Object[parts.size()];
        for (int i = 0; i < parsed.length; i++) {
            parsed[i] = argument(text, parts.get(i), arguments.get(i), converter);
        }
        return parsed;
    }

    /** Returns the key of the arguments that {@link #parse} returned. */
    public Object key(@Nullable Object... parsed) {
        return qualifier.isEmpty() ? Keys.of(parsed) : Keys.qualified(qualifier, parsed);
    }

    /**
     * Returns the arguments that made a key.
     *
     * @return the arguments; null where the key was made by another method, or cannot be taken apart
     */
    public @Nullable Object @Nullable [] arguments(Object key) {
        Object[] parts;
        if (key instanceof CompositeKey composite) {
            if (!composite.qualifier().equals(qualifier)) {
                return null;
            }
            parts = composite.parts().clone();
        } else if (qualifier.isEmpty()) {
            parts = new Object[] {key};
        } else {
            return null;
        }
        if (parts.length != arguments.size()) {
            return null;
        }
        @Nullable Object[] made = new Object[parts.length];
        for (int i = 0; i < parts.length; i++) {
            if (parts[i] instanceof NullKey) {
                continue;
            }
            if (Keys.isStandIn(parts[i]) || !boxed(arguments.get(i)).isInstance(parts[i])) {
                return null;
            }
            made[i] = parts[i];
        }
        return made;
    }

    /** Whether keys are made from one argument of the type. */
    public boolean takes(Class<?> type) {
        return arguments.size() == 1 && boxed(arguments.get(0)).isAssignableFrom(boxed(type));
    }

    private static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }

    private static @Nullable Object argument(String text, String part, Class<?> type, Converter converter) {
        if (part.equals(KeyText.NULL)) {
            return null;
        }
        try {
            return converter.convert(KeyText.unescape(part), type);
        } catch (RuntimeException e) {
            throw new MalformedKeyException(text, "'" + part + "' is not a " + type.getSimpleName(), e);
        }
    }
}
