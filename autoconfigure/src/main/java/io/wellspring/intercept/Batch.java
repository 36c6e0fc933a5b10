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
package io.wellspring.intercept;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

/**
 * A method that takes many keys and returns what there is for them. Each key has an entry of its own, as if it had been asked for
 * alone.
 *
 * @param parameter how the method takes its keys
 * @param result how it returns what there is
 * @param key the type of a key
 * @param value the declared type of what there is for one key
 * @param keyOf tells the key of a value; null where the result is a map, which tells
 * @param byId whether that key is the id of an entity
 */
record Batch(
        Parameter parameter,
        Result result,
        Class<?> key,
        ResolvableType value,
        @Nullable KeyOf keyOf,
        boolean byId) {

    /** Tells the key of a value. */
    @FunctionalInterface
    interface KeyOf {
        @Nullable
        Object of(Object value);
    }

    /** How a method takes its keys. */
    enum Parameter {
        COLLECTION {
            @Override
            Object of(Collection<Object> keys, Class<?> key) {
                return new ArrayList<>(keys);
            }
        },
        SET {
            @Override
            Object of(Collection<Object> keys, Class<?> key) {
                return new LinkedHashSet<>(keys);
            }
        },
        ARRAY {
            @Override
            Object of(Collection<Object> keys, Class<?> key) {
                Object array = Array.newInstance(key, keys.size());
                int next = 0;
                for (Object each : keys) {
                    Array.set(array, next++, each);
                }
                return array;
            }
        };

        /** Returns the argument that has these keys. */
        abstract Object of(Collection<Object> keys, Class<?> key);

        /** Returns the way to take keys as a type; null where there is none. */
        static @Nullable Parameter of(Class<?> type) {
            if (type.isArray()) {
                return ARRAY;
            }
            if (type == Iterable.class || type == Collection.class || type == List.class) {
                return COLLECTION;
            }
            return type == Set.class ? SET : null;
        }
    }

    /** How a method returns what there is. */
    enum Result {
        LIST {
            @Override
            Object of(List<Object> keys, List<@Nullable Object> values) {
                return values.contains(null) ? present(values, new ArrayList<>(values.size())) : values;
            }
        },
        SET {
            @Override
            Object of(List<Object> keys, List<@Nullable Object> values) {
                return present(values, new LinkedHashSet<>(values.size() * 2));
            }
        },
        MAP {
            @Override
            Object of(List<Object> keys, List<@Nullable Object> values) {
                Map<Object, Object> map = new LinkedHashMap<>(values.size() * 2);
                for (int i = 0; i < values.size(); i++) {
                    Object value = values.get(i);
                    if (value != null) {
                        map.put(keys.get(i), value);
                    }
                }
                return map;
            }
        };

        /**
         * Returns what the method returns.
         *
         * @param values one for each key, in their order; null where there is none
         */
        abstract Object of(List<Object> keys, List<@Nullable Object> values);

        /** Returns the way to return what there is as a type; null where there is none. */
        static @Nullable Result of(Class<?> type) {
            if (type == List.class || type == Collection.class || type == Iterable.class) {
                return LIST;
            }
            return type == Set.class ? SET : type == Map.class ? MAP : null;
        }

        private static Collection<Object> present(List<@Nullable Object> values, Collection<Object> into) {
            for (Object value : values) {
                if (value != null) {
                    into.add(value);
                }
            }
            return into;
        }
    }

    /**
     * Returns the keys of an argument, each once, in their order.
     *
     * @return null where they are for the method itself to judge: none, or a null among them
     */
    static @Nullable List<Object> keysIn(@Nullable Object argument) {
        if (argument == null) {
            return null;
        }
        List<Object> keys = listOf(argument);
        if (keys.isEmpty() || keys.contains(null)) {
            return null;
        }
        return argument instanceof Set<?> || areDistinct(keys) ? keys : new ArrayList<>(new LinkedHashSet<>(keys));
    }

    private static List<Object> listOf(Object argument) {
        if (argument instanceof Collection<?> elements) {
            return new ArrayList<>(elements);
        }
        if (argument instanceof Object[] elements) {
            return new ArrayList<>(Arrays.asList(elements));
        }
        List<Object> keys = new ArrayList<>();
        if (argument instanceof Iterable<?> elements) {
            elements.forEach(keys::add);
        } else {
            for (int i = 0; i < Array.getLength(argument); i++) {
                keys.add(Array.get(argument, i));
            }
        }
        return keys;
    }

    /** Goes by a table of open addresses: a set would take longer than the hits. */
    private static boolean areDistinct(List<Object> keys) {
        @Nullable Object[] table = new Object[Integer.highestOneBit(keys.size()) * 4];
        for (Object key : keys) {
            int hash = key.hashCode();
            int at = hash ^ (hash >>> 16);
            for (Object other = table[at & (table.length - 1)];
                    other != null;
                    other = table[++at & (table.length - 1)]) {
                if (other.equals(key)) {
                    return false;
                }
            }
            table[at & (table.length - 1)] = key;
        }
        return true;
    }

    /** Returns what the method has returned, by its keys. */
    Map<Object, Object> byKey(@Nullable Object returned, Collection<Object> keys, String method) {
        Set<Object> asked = new LinkedHashSet<>(keys);
        Map<Object, Object> byKey = new LinkedHashMap<>();
        if (returned instanceof Map<?, ?> map) {
            map.forEach((key, value) -> put(key, value, byKey, asked, method));
        } else if (returned instanceof Iterable<?> values && keyOf != null) {
            for (Object value : values) {
                if (value != null) {
                    put(keyOf.of(value), value, byKey, asked, method);
                }
            }
        }
        return byKey;
    }

    private static void put(
            @Nullable Object key, @Nullable Object value, Map<Object, Object> byKey, Set<Object> asked, String method) {
        if (value == null) {
            return;
        }
        if (key == null || !asked.contains(key)) {
            throw new IllegalStateException(method + " returned something whose key is " + described(key)
                    + ", and was asked for " + described(asked.iterator().next())
                    + (asked.size() == 1 ? "" : " and " + (asked.size() - 1) + " others")
                    + ". Let the key of its @ReadThrough name what it is asked for, as in \"#result.id\", or have all that"
                    + " it returns be one entry, as in \"#ids\".");
        }
        if (byKey.put(key, value) != null) {
            throw new IllegalStateException(method + " returned two things whose key is " + described(key)
                    + ". Return a map of what there is for each key, or have all that it returns be one entry, as in"
                    + " key = \"#ids\".");
        }
    }

    private static String described(@Nullable Object key) {
        return key == null ? "null" : key.getClass().getSimpleName() + " " + key;
    }
}
