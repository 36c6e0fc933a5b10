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
package io.wellspring.engine;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** Versions of entities as numbers that grow: a time counts in microseconds, which databases keep. */
public final class Versions {

    private Versions() {}

    /** Returns the number; null where the version has no order that is known. */
    public static @Nullable Long numberOf(@Nullable Object version) {
        if (version instanceof Number number) {
            return number.longValue();
        }
        Instant time = timeOf(version);
        return time == null ? null : ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    /** The old date classes are what many entities have. */
    @SuppressWarnings("JavaUtilDate")
    private static @Nullable Instant timeOf(@Nullable Object version) {
        if (version instanceof Instant instant) {
            return instant;
        }
        if (version instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        if (version instanceof ZonedDateTime time) {
            return time.toInstant();
        }
        if (version instanceof Date date) {
            return Instant.ofEpochMilli(date.getTime());
        }
        return version instanceof LocalDateTime time ? time.toInstant(ZoneOffset.UTC) : null;
    }
}
