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
package io.wellspring.benchmarks;

import java.lang.reflect.Field;
import java.util.Locale;
import java.util.regex.Pattern;

/** The counters of what is measured by turns: JMH wants a field for each, and what is measured has a number. */
final class TakenFields {

    private static final String NANOS = "Nanos";
    private static final String BYTES = "Bytes";

    private final Object counters;
    private final Field[] nanos;
    private final Field[] bytes;

    TakenFields(Object counters, Enum<?>[] measured) {
        this.counters = counters;
        this.nanos = new Field[measured.length];
        this.bytes = new Field[measured.length];
        for (int i = 0; i < measured.length; i++) {
            nanos[i] = field(nanosOf(measured[i]));
            bytes[i] = field(bytesOf(measured[i]));
        }
    }

    static String nanosOf(Enum<?> measured) {
        return nameOf(measured) + NANOS;
    }

    static String bytesOf(Enum<?> measured) {
        return nameOf(measured) + BYTES;
    }

    void add(int of, long time, long allocated) {
        try {
            nanos[of].setLong(counters, nanos[of].getLong(counters) + time);
            bytes[of].setLong(counters, bytes[of].getLong(counters) + allocated);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private Field field(String name) {
        try {
            return counters.getClass().getField(name);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("There is no counter for what is measured", e);
        }
    }

    /** Returns the name of a constant as fields are named. */
    private static String nameOf(Enum<?> measured) {
        return Pattern.compile("_(.)")
                .matcher(measured.name().toLowerCase(Locale.ROOT))
                .replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    }
}
