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

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.lang.reflect.Type;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;

class ValueCodecTests {

    record Money(BigDecimal amount, Currency currency) {}

    record Product(long id, String name, Money price, List<String> tags, Optional<String> note) {}

    record Page<T>(List<T> content, int number) {}

    record Empty() {}

    record Arrays2(byte[] bytes, int[][] grid, String[] names, char[] letters, double[] numbers, Money[] prices) {}

    enum Size {
        SMALL,
        LARGE {
            @Override
            public String toString() {
                return "SMALL";
            }
        }
    }

    static class Base {
        private String name = "default";
        protected final List<String> notes = new ArrayList<>(List.of("first"));
        private transient String session = "open";
    }

    static final class Bean extends Base {
        private final int number;
        boolean isOpen;

        @JsonIgnore
        private String password;

        @JsonFormat(pattern = "yyyy")
        LocalDate day;

        @JsonProperty(access = JsonProperty.Access.READ_ONLY)
        String readOnly;

        private Bean() {
            number = -1;
        }

        Bean(int number) {
            this.number = number;
        }

        public String getDescription() {
            throw new IllegalStateException("a getter was called");
        }

        public void setPassword(String ignored) {
            throw new IllegalStateException("a setter was called");
        }
    }

    static final class Isbn {
        private final String number;

        @JsonCreator
        Isbn(@JsonProperty("number") String number) {
            this.number = number;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Isbn that && number.equals(that.number);
        }

        @Override
        public int hashCode() {
            return number.hashCode();
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    sealed interface Shape permits Circle, Square {}

    record Circle(double radius) implements Shape {}

    record Square(Optional<Integer> side) implements Shape {}

    record Drawing(Shape first, List<Shape> all, Map<String, Shape> named) {}

    @Test
    void recordComesBack() {
        Product product = new Product(
                Long.MAX_VALUE, "Säge", new Money(new BigDecimal("1.500"), euro()), List.of("a", ""), Optional.of("n"));

        assertReturns(Product.class, product);
        assertReturns(Product.class, new Product(1, null, null, null, Optional.empty()));
        assertThat(Codecs.json(Codecs.of(Product.class), product))
                .isEqualTo("{\"id\":9223372036854775807,\"name\":\"Säge\",\"price\":{\"amount\":1.500,"
                        + "\"currency\":\"EUR\"},\"tags\":[\"a\",\"\"],\"note\":\"n\"}");
        assertReturns(Empty.class, new Empty());
    }

    @Test
    void genericTypesKeepTheTypesOfTheirElements() {
        Money money = new Money(BigDecimal.TEN, euro());
        assertReturns(new TypeReference<List<Money>>() {}, List.of(money));
        assertReturns(
                new TypeReference<Map<LocalDate, List<Money>>>() {},
                Map.of(LocalDate.EPOCH, List.of(money), LocalDate.MAX, List.of()));
        assertReturns(new TypeReference<Page<Page<Long>>>() {}, new Page<>(List.of(new Page<>(List.of(1L), 2)), 3));
        assertReturns(new TypeReference<List<? extends Money>>() {}, List.of(money));
        assertReturns(new TypeReference<Iterable<Long>>() {}, List.of(1L, 2L));
        assertReturns(
                new TypeReference<List<Map<Size, Optional<Long>>>>() {}, List.of(Map.of(Size.LARGE, Optional.of(1L))));
    }

    @Test
    void numbersAreExact() {
        assertReturns(Long.class, (1L << 53) + 1);
        assertReturns(Integer.class, Integer.MIN_VALUE);
        assertReturns(Short.class, Short.MIN_VALUE);
        assertReturns(Byte.class, Byte.MIN_VALUE);
        assertReturns(BigInteger.class, BigInteger.TWO.pow(5000).negate());
        assertReturns(BigDecimal.class, new BigDecimal("1.500"));
        assertReturns(BigDecimal.class, new BigDecimal("1E+400"));
        assertReturns(BigDecimal.class, new BigDecimal(BigInteger.TEN.pow(1200), 2000));
        assertReturns(BigDecimal.class, new BigDecimal("0E-10"));
        assertReturns(BigDecimal.class, new BigDecimal(BigInteger.ONE, Integer.MAX_VALUE));
        for (double special : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -0.0, Double.MIN_VALUE, 0.1}) {
            assertReturns(Double.class, special);
            assertReturns(Float.class, (float) special);
        }
        assertReturns(
                new TypeReference<Map<Double, List<Float>>>() {},
                Map.of(Double.NaN, List.of(Float.NaN, Float.NEGATIVE_INFINITY)));
    }

    @Test
    void floatsAndDoublesAreExact() {
        Random random = new Random(7);
        List<Float> floats = new ArrayList<>();
        List<Double> doubles = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            floats.add(Float.intBitsToFloat(random.nextInt()));
            doubles.add(Double.longBitsToDouble(random.nextLong()));
        }
        assertReturns(new TypeReference<List<Float>>() {}, floats);
        assertReturns(new TypeReference<List<Double>>() {}, doubles);
    }

    @Test
    void timesAreExact() {
        ZoneId paris = ZoneId.of("Europe/Paris");
        LocalDateTime twice = LocalDateTime.of(2026, 10, 25, 2, 30, 0, 123_456_789);
        assertReturns(Instant.class, Instant.MAX);
        assertReturns(Instant.class, Instant.MIN);
        assertReturns(LocalDate.class, LocalDate.MIN);
        assertReturns(LocalTime.class, LocalTime.MAX);
        assertReturns(LocalDateTime.class, LocalDateTime.MAX);
        assertReturns(OffsetTime.class, OffsetTime.of(1, 2, 0, 1, ZoneOffset.ofHoursMinutesSeconds(1, 2, 3)));
        assertReturns(OffsetDateTime.class, OffsetDateTime.of(twice, ZoneOffset.ofHours(5)));
        assertReturns(OffsetDateTime.class, OffsetDateTime.of(twice, ZoneOffset.UTC));
        assertReturns(ZonedDateTime.class, ZonedDateTime.of(twice, paris).withEarlierOffsetAtOverlap());
        assertReturns(ZonedDateTime.class, ZonedDateTime.of(twice, paris).withLaterOffsetAtOverlap());
        assertReturns(ZonedDateTime.class, ZonedDateTime.of(twice, ZoneOffset.UTC));
        assertReturns(ZonedDateTime.class, ZonedDateTime.of(twice, ZoneId.of("UTC")));
        assertReturns(ZonedDateTime.class, ZonedDateTime.of(twice, ZoneId.of("GMT+2")));
        assertReturns(Year.class, Year.of(5));
        assertReturns(Year.class, Year.of(-12_345));
        assertReturns(YearMonth.class, YearMonth.of(999_999, 1));
        assertReturns(YearMonth.class, YearMonth.of(-5, 12));
        assertReturns(MonthDay.class, MonthDay.of(2, 29));
        assertReturns(Duration.class, Duration.ofSeconds(Long.MIN_VALUE, 1));
        assertReturns(Duration.class, Duration.ofMillis(-1));
        assertReturns(Period.class, Period.of(1, -2, 3));
        assertReturns(ZoneId.class, paris);
        assertReturns(ZoneId.class, ZoneOffset.UTC);
        assertReturns(ZoneOffset.class, ZoneOffset.MAX);
    }

    @Test
    void datesOfOldKeepTheirClass() {
        Timestamp timestamp = Timestamp.from(Instant.parse("2026-01-01T00:00:00.123456Z"));
        assertReturns(Date.class, new Date(-1));
        assertReturns(Timestamp.class, timestamp);
        assertThat(Codecs.copy(Codecs.of(Date.class), timestamp))
                .isInstanceOf(Timestamp.class)
                .isEqualTo(timestamp);
    }

    @Test
    void textsAreExact() {
        assertReturns(String.class, "");
        assertReturns(String.class, "\u0000\"\\\n\u2028\ufeff\uffff😀");
        assertReturns(String.class, "\ud800 and \udc00\ud800");
        assertReturns(Character.class, '\ud800');
        assertReturns(new TypeReference<Map<String, Character>>() {}, Map.of("😀", 'x', "", '\u0000'));
        assertReturns(UUID.class, new UUID(Long.MIN_VALUE, 1));
        assertReturns(URI.class, URI.create("http://a/%20b?c=d#e"));
        assertReturns(Locale.class, Locale.forLanguageTag("zh-Hant-TW-x-lvariant-a"));
        assertReturns(Locale.class, Locale.ROOT);
        StringBuilder every = new StringBuilder();
        for (char c = 0; c < Character.MAX_VALUE; c++) {
            every.append(c);
        }
        assertReturns(String.class, every.toString());
    }

    @Test
    void emojiIsWrittenSoThatItComesBack() {
        assertReturns(new TypeReference<List<String>>() {}, List.of("😀", "a😀b"));
    }

    @Test
    void enumsAreWrittenByName() {
        assertReturns(Size.class, Size.LARGE);
        assertReturns(new TypeReference<Set<Size>>() {}, EnumSet.allOf(Size.class));
        assertReturns(new TypeReference<EnumSet<Size>>() {}, EnumSet.noneOf(Size.class));
        assertReturns(new TypeReference<EnumMap<Size, Long>>() {}, new EnumMap<>(Map.of(Size.LARGE, 1L)));
        assertThat(Codecs.json(Codecs.of(Size.class), Size.LARGE)).isEqualTo("\"LARGE\"");
    }

    @Test
    void arraysComeBack() {
        Arrays2 arrays = new Arrays2(
                new byte[] {-1, 0, 1},
                new int[][] {{1}, {}, null},
                new String[] {"a", null},
                new char[] {'a', '\ud800'},
                new double[] {Double.NaN, 1},
                new Money[] {null, new Money(null, null)});
        assertThat(Codecs.copy(Codecs.of(Arrays2.class), arrays))
                .usingRecursiveComparison()
                .withEqualsForType(Double::equals, Double.class)
                .isEqualTo(arrays);
        assertThat((byte[]) Codecs.copy(Codecs.of(byte[].class), new byte[] {1, 2}))
                .containsExactly(1, 2);
        assertThat((Long[]) Codecs.copy(Codecs.of(Long[].class), new Long[] {1L, null}))
                .containsExactly(1L, null);
    }

    @Test
    void collectionsKeepTheirOrderAndNulls() {
        assertReturns(new TypeReference<List<Long>>() {}, Arrays.asList(3L, null, 1L));
        Set<String> set = new LinkedHashSet<>(List.of("z", "a", "m", "b"));
        assertThat((Set<?>) Codecs.copy(Codecs.of(new TypeReference<Set<String>>() {}), set))
                .isEqualTo(set)
                .hasToString("[z, a, m, b]");
        Map<String, Long> map = new LinkedHashMap<>();
        map.put("z", 1L);
        map.put("a", null);
        assertThat((Map<?, ?>) Codecs.copy(Codecs.of(new TypeReference<Map<String, Long>>() {}), map))
                .isEqualTo(map)
                .hasToString("{z=1, a=null}");
        assertReturns(new TypeReference<SortedMap<Long, String>>() {}, new TreeMap<>(Map.of(10L, "a", 9L, "b")));
        assertReturns(new TypeReference<SortedSet<Long>>() {}, new TreeSet<>(Set.of(10L, 9L)));
        assertReturns(new TypeReference<List<Long>>() {}, Collections.unmodifiableList(List.of(1L)));
        assertReturns(new TypeReference<Set<Long>>() {}, Set.of());
    }

    @Test
    void optionalsComeBack() {
        assertReturns(new TypeReference<List<Optional<Long>>>() {}, List.of(Optional.of(1L), Optional.empty()));
        assertReturns(OptionalInt.class, OptionalInt.of(1));
        assertReturns(OptionalLong.class, OptionalLong.empty());
    }

    @Test
    void beanIsItsFields() {
        Bean bean = new Bean(7);
        ((Base) bean).name = null;
        bean.notes.add("second");
        ((Base) bean).session = "used";
        bean.isOpen = true;
        bean.password = "secret";
        bean.day = LocalDate.of(2026, 5, 4);
        bean.readOnly = "kept";
        Bean copy = (Bean) Codecs.copy(Codecs.of(Bean.class), bean);

        assertThat(copy).usingRecursiveComparison().ignoringFields("session").isEqualTo(bean);
        assertThat(((Base) copy).session).isEqualTo("open");
    }

    @Test
    void creatorTakesWhatTheFieldsHold() {
        assertReturns(Isbn.class, new Isbn("978"));
    }

    @Test
    void subtypesWithNamesAreToldApart() {
        Circle circle = new Circle(1);
        Square square = new Square(Optional.empty());
        assertReturns(Shape.class, circle);
        assertReturns(Circle.class, circle);
        assertReturns(new TypeReference<List<Shape>>() {}, Arrays.asList(square, circle, null));
        assertReturns(Drawing.class, new Drawing(square, List.of(circle), Map.of("a", square)));
        assertThat(Codecs.json(Codecs.of(Drawing.class), new Drawing(square, List.of(circle), Map.of())))
                .doesNotContain(ValueCodecTests.class.getPackageName());
    }

    @Test
    void moduleOfTheApplicationIsHeard() {
        ValueCodecs codecs = new ValueCodecs(builder -> builder.addModule(new PhoneModule()));
        ValueCodec codec = codecs.of("people", new TypeReference<List<PhoneModule.Phone>>() {}.getType());
        List<PhoneModule.Phone> phones = List.of(PhoneModule.Phone.of("123"));

        assertThat(Codecs.json(codec, phones)).isEqualTo("[\"123\"]");
        assertThat(Codecs.copy(codec, phones)).isEqualTo(phones);
    }

    private static Currency euro() {
        return Currency.getInstance("EUR");
    }

    private static void assertReturns(TypeReference<?> type, Object value) {
        assertReturns(type.getType(), value);
    }

    private static void assertReturns(Type type, Object value) {
        Object copy = Codecs.copy(Codecs.of(type), value);
        assertThat(Objects.equals(copy, value)).as("%s as %s", value, copy).isTrue();
        assertThat(copy.toString()).isEqualTo(value.toString());
    }
}
