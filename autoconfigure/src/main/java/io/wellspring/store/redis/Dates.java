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

import java.sql.Timestamp;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Date;

/**
 * Writes the dates of old. Hibernate puts timestamps where plain dates are declared: the text tells them apart by its
 * fraction, which has three digits for a date and nine for a timestamp.
 */
@SuppressWarnings("JavaUtilDate")
final class Dates {

    private static final DateTimeFormatter DATE =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
    private static final DateTimeFormatter TIMESTAMP =
            new DateTimeFormatterBuilder().appendInstant(9).toFormatter();

    private Dates() {}

    static String text(Date date) {
        if (date.getClass() == Date.class) {
            return DATE.format(date.toInstant());
        }
        if (date.getClass() == Timestamp.class) {
            return TIMESTAMP.format(date.toInstant());
        }
        throw new IllegalArgumentException(date.getClass().getName() + " is not a plain date");
    }

    static Date parse(String text) {
        Instant instant = Instant.parse(text);
        int fraction = text.length() - text.indexOf('.') - 2;
        return fraction == 9 ? Timestamp.from(instant) : Date.from(instant);
    }
}
