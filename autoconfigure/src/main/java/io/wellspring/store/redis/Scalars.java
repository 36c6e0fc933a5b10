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

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The types of the JDK that are written as text, the same in the name of a key and in the JSON of a value. */
final class Scalars {

    /** JSON has a form of its own for their values; as keys of a map they are text. */
    static final List<Scalar<?>> PLAIN = List.of(
            scalar(Integer.class, "int", Integer::valueOf),
            scalar(Short.class, "short", Short::valueOf),
            scalar(Byte.class, "byte", Byte::valueOf),
            scalar(Boolean.class, "boolean", Scalars::parseBoolean),
            scalar(Character.class, "char", Scalars::parseCharacter),
            scalar(Float.class, "float", Float::valueOf),
            scalar(Double.class, "double", Double::valueOf),
            scalar(BigInteger.class, "bigint", BigInteger::new),
            scalar(BigDecimal.class, "decimal", BigDecimal::new));

    static final List<Scalar<?>> TEXTS = List.of(
            scalar(UUID.class, "uuid", UUID::fromString),
            scalar(URI.class, "uri", URI::create),
            scalar(Currency.class, "currency", Currency::getInstance),
            new Scalar<>(Locale.class, "locale", Scalars::tag, Locale::forLanguageTag),
            scalar(Instant.class, "instant", Instant::parse),
            scalar(LocalDate.class, "date", LocalDate::parse),
            scalar(LocalTime.class, "time", LocalTime::parse),
            scalar(LocalDateTime.class, "datetime", LocalDateTime::parse),
            scalar(OffsetTime.class, "offsettime", OffsetTime::parse),
            scalar(OffsetDateTime.class, "offsetdatetime", OffsetDateTime::parse),
            scalar(ZonedDateTime.class, "zoneddatetime", ZonedDateTime::parse),
            scalar(Year.class, "year", text -> Year.of(Integer.parseInt(text))),
            new Scalar<>(YearMonth.class, "yearmonth", Scalars::month, YearMonth::parse),
            scalar(MonthDay.class, "monthday", MonthDay::parse),
            scalar(Duration.class, "duration", Duration::parse),
            scalar(Period.class, "period", Period::parse),
            scalar(ZoneOffset.class, "offset", ZoneOffset::of),
            scalar(ZoneId.class, "zone", ZoneId::of),
            new Scalar<>(Date.class, "utildate", Dates::text, Dates::parse),
            new Scalar<>(Timestamp.class, "timestamp", Dates::text, text -> (Timestamp) Dates.parse(text)));

    private static final Map<Class<?>, Scalar<?>> BY_TYPE =
            Stream.concat(PLAIN.stream(), TEXTS.stream()).collect(Collectors.toMap(Scalar::type, scalar -> scalar));

    private Scalars() {}

    /** Returns how objects of a class are written as text; null where the class is none of these. */
    static @Nullable Scalar<?> of(Class<?> type) {
        // The class of a region is internal to the JDK.
        return BY_TYPE.get(ZoneId.class.isAssignableFrom(type) && type != ZoneOffset.class ? ZoneId.class : type);
    }

    private static <T> Scalar<T> scalar(Class<T> type, String mark, Function<String, T> parse) {
        return new Scalar<>(type, mark, Object::toString, parse);
    }

    private static String tag(Locale locale) {
        String tag = locale.toLanguageTag();
        if (!Locale.forLanguageTag(tag).equals(locale)) {
            throw new IllegalArgumentException("the locale " + locale + " has no language tag of its own");
        }
        return tag;
    }

    /** Its own text cannot be parsed after the year 9999. */
    private static String month(YearMonth month) {
        String firstDay = month.atDay(1).toString();
        return firstDay.substring(0, firstDay.length() - "-01".length());
    }

    private static Boolean parseBoolean(String text) {
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        throw new IllegalArgumentException("neither true nor false");
    }

    private static Character parseCharacter(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException("not one character");
        }
        return text.charAt(0);
    }
}
