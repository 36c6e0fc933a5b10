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
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.wellspring.key.Keys;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.Currency;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class KeyNamesTests {

    private static final String PREFIX = "shop:product:{";

    private final KeyNames names = new KeyNames("shop", "product", new KeyForms(key -> null));

    record Id(long region, String code) {}

    record Holder(Object content) {}

    record Grid(int[] cells) {}

    record Caseless(String text) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Caseless that && text.equalsIgnoreCase(that.text);
        }

        @Override
        public int hashCode() {
            return text.toLowerCase(Locale.ROOT).hashCode();
        }
    }

    enum Color {
        RED,
        GREEN {
            @Override
            public String toString() {
                return "grass";
            }
        }
    }

    static final class Plain {}

    @Test
    void longsAndStringsReadAsThemselves() {
        assertThat(name(42L)).isEqualTo("shop:product:{42}");
        assertThat(name(-7L)).isEqualTo("shop:product:{-7}");
        assertThat(name("tools")).isEqualTo("shop:product:{tools}");
        assertThat(name("päper & 文/:1")).isEqualTo("shop:product:{päper & 文/:1}");
    }

    @Test
    void stringThatLooksLikeANumberIsQuoted() {
        assertThat(tag("42")).isEqualTo("'42'");
        assertThat(tag("-1")).isEqualTo("'-1'");
        assertThat(tag("1.0")).isEqualTo("1.0");
    }

    @Test
    void otherTypesAreMarked() {
        UUID uuid = UUID.fromString("123e4567-e89b-12d3-a456-426614174000");
        assertThat(tag(42)).isEqualTo("int~42");
        assertThat(tag((short) 1)).isEqualTo("short~1");
        assertThat(tag((byte) 1)).isEqualTo("byte~1");
        assertThat(tag('x')).isEqualTo("char~x");
        assertThat(tag(true)).isEqualTo("boolean~true");
        assertThat(tag(1.5)).isEqualTo("double~1.5");
        assertThat(tag(1.5f)).isEqualTo("float~1.5");
        assertThat(tag(new BigDecimal("1.50"))).isEqualTo("decimal~1.50");
        assertThat(tag(BigInteger.TEN)).isEqualTo("bigint~10");
        assertThat(tag(uuid)).isEqualTo("uuid~" + uuid);
        assertThat(tag(URI.create("http://a/b"))).isEqualTo("uri~http://a/b");
        assertThat(tag(Locale.GERMANY)).isEqualTo("locale~de-DE");
        assertThat(tag(Currency.getInstance("EUR"))).isEqualTo("currency~EUR");
        assertThat(tag(LocalDate.of(2026, 1, 2))).isEqualTo("date~2026-01-02");
        assertThat(tag(YearMonth.of(12026, 1))).isEqualTo("yearmonth~+12026-01");
        assertThat(tag(Instant.EPOCH)).isEqualTo("instant~1970-01-01T00:00:00Z");
        assertThat(tag(ZoneId.of("Europe/Paris"))).isEqualTo("zone~Europe/Paris");
        assertThat(tag(ZoneOffset.ofHours(1))).isEqualTo("offset~+01:00");
        assertThat(tag(new Date(1))).isEqualTo("utildate~1970-01-01T00:00:00.001Z");
        assertThat(tag(new Timestamp(1))).isEqualTo("timestamp~1970-01-01T00:00:00.001000000Z");
        assertThat(tag(DayOfWeek.MONDAY)).isEqualTo("java.time.DayOfWeek~MONDAY");
        assertThat(tag(Color.GREEN)).isEqualTo(Color.class.getName() + "~GREEN");
        assertThat(tag(new Id(1, "b"))).isEqualTo(Id.class.getName() + "~[1,b]");
        assertThat(name(Keys.of((Object) null))).isEqualTo("shop:product:{~null}");
    }

    @Test
    void severalArgumentsAreListed() {
        assertThat(name(Keys.of("tools", 1L))).isEqualTo("shop:product:{tools,1}");
        assertThat(name(Keys.of("tools", null))).isEqualTo("shop:product:{tools,~null}");
        assertThat(name(Keys.of())).isEqualTo("shop:product:{~args[]}");
        assertThat(name(Keys.qualified("find(String)", "a"))).isEqualTo("shop:product:{find(String)[a]}");
        assertThat(name(Keys.qualified("all()"))).isEqualTo("shop:product:{all()[]}");
    }

    @Test
    void containersNameTheirElements() {
        assertThat(tag(List.of(1L, "b"))).isEqualTo("~list[1,b]");
        assertThat(tag(List.of(List.of(1L, 2L)))).isEqualTo("~list[~list[1,2]]");
        assertThat(tag(new LinkedHashSet<>(List.of(2L, 1L)))).isEqualTo("~set[1,2]");
        assertThat(tag(Map.of("b", 1L))).isEqualTo("~map[[b,1]]");
        assertThat(tag(new int[] {1})).isEqualTo("~array[%5bI,int~1]");
        assertThat(tag(new String[0])).isEqualTo("~array[%5bLjava.lang.String;]");
    }

    @Test
    void equalKeysHaveOneName() {
        assertThat(tag(new LinkedList<>(List.of(1L, 2L)))).isEqualTo(tag(Arrays.asList(1L, 2L)));
        assertThat(tag(new TreeSet<>(List.of(1L, 2L)))).isEqualTo(tag(new LinkedHashSet<>(List.of(2L, 1L))));
        Map<String, Long> unsorted = new LinkedHashMap<>();
        unsorted.put("b", 2L);
        unsorted.put("a", 1L);
        assertThat(tag(unsorted)).isEqualTo(tag(new TreeMap<>(unsorted)));
        assertThat(tag(new Holder(new LinkedHashSet<>(List.of(2L, 1L)))))
                .isEqualTo(tag(new Holder(new TreeSet<>(List.of(1L, 2L)))));
        assertThat(tag(new long[] {1})).isEqualTo(tag(new long[] {1}));
    }

    @Test
    void grammarInATextIsEscaped() {
        assertThat(tag("{a}")).isEqualTo("%7ba%7d");
        assertThat(tag("int~42")).isEqualTo("int%7e42");
        assertThat(tag("'42'")).isEqualTo("%2742%27");
        assertThat(tag("a,b")).isEqualTo("a%2cb");
        assertThat(tag("100%")).isEqualTo("100%25");
        assertThat(tag("a\u0000\n\u0085")).isEqualTo("a%00%0a%85");
        assertThat(tag("\ud83d\ude00")).isEqualTo("\ud83d\ude00");
        assertThat(tag("\ud83d")).isEqualTo("%ud83d");
        assertThat(tag("\ude00\ud83d")).isEqualTo("%ude00%ud83d");
    }

    @Test
    void hashTagIsNeverEmpty() {
        assertThat(tag("")).isEqualTo("''");
        assertThat(tag(List.of())).isEqualTo("~list[]");
    }

    @Test
    void prefixAndCacheCannotBeTakenForEachOther() {
        assertThat(new KeyNames("a:b", "c", new KeyForms(key -> null)).of(1L).entry())
                .isEqualTo("a%3ab:c:{1}");
        assertThat(new KeyNames("a", "b:c", new KeyForms(key -> null)).of(1L).entry())
                .isEqualTo("a:b%3ac:{1}");
        assertThat(new KeyNames("a{x}", "b%3a", new KeyForms(key -> null))
                        .of(1L)
                        .entry())
                .isEqualTo("a%7bx%7d:b%253a:{1}");
    }

    @Test
    void fenceSharesTheHashTag() {
        assertThat(names.of(42L).fence()).isEqualTo("shop:product:{42}:f");
    }

    @Test
    void longKeyIsHashedAndItsTextIsKept() {
        String text = "x".repeat(201);
        KeyName name = names.of(text);

        assertThat(name.entry()).startsWith(PREFIX + "~sha256~").hasSize(PREFIX.length() + 8 + 64 + 1);
        assertThat(name.original()).isEqualTo(text);
        assertThat(names.of(text + "x").entry()).isNotEqualTo(name.entry());
        assertThat(names.of("x".repeat(200)).original()).isNull();
        assertThat(names.of("文".repeat(67)).original()).isNotNull();
    }

    @Test
    void keyWithoutAStableTextIsRefused() {
        assertThatExceptionOfType(UnnameableKeyException.class)
                .isThrownBy(() -> names.of(new Plain()))
                .withMessageContaining(Plain.class.getName())
                .withMessageContaining("Use a record");
        assertRefused(new AtomicInteger());
        assertRefused(new Holder(new Plain()));
        assertRefused(new Holder(new StringBuilder("a")));
        assertRefused(Keys.of(1L, new Plain()));
        assertRefused(List.of(new Object()));
        assertRefused(new Locale("no", "NO", "NY"));
    }

    @Test
    void recordThatComparesInItsOwnWayIsRefused() {
        assertRefused(new Caseless("a"));
    }

    @Test
    void arrayInARecordIsRefused() {
        assertRefused(new Grid(new int[] {1}));
        assertRefused(new Holder(Collections.singletonList(new String[0])));
    }

    @Test
    void nameIsPrintable() {
        byte[] bytes = name("a\u0001\ud800").getBytes(StandardCharsets.UTF_8);

        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo("shop:product:{a%01%ud800}");
    }

    private void assertRefused(Object key) {
        assertThatExceptionOfType(UnnameableKeyException.class).isThrownBy(() -> names.of(key));
    }

    private String name(Object key) {
        return names.of(key).entry();
    }

    private String tag(Object argument) {
        String name = name(Keys.of(argument));
        assertThat(name).startsWith(PREFIX).endsWith("}");
        return name.substring(PREFIX.length(), name.length() - 1);
    }
}
