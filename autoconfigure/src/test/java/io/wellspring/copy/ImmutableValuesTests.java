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

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImmutableValuesTests {

    private final Copier trusting = new GraphCopier(true, List.of());
    private final Copier wary = new GraphCopier(false, List.of());

    static Stream<Object> values() {
        return Stream.of(
                "text",
                true,
                'c',
                1_000,
                1_000L,
                1.5,
                1.5f,
                new BigDecimal("9.99"),
                new BigInteger("12345678901234567890"),
                new UUID(1, 2),
                Duration.ofMinutes(1),
                Instant.EPOCH,
                LocalDate.EPOCH,
                LocalDateTime.MIN,
                ZonedDateTime.of(LocalDateTime.MIN, ZoneId.of("Europe/Berlin")),
                ZoneId.of("Europe/Berlin"),
                URI.create("https://example.com"),
                Locale.GERMANY,
                Currency.getInstance("EUR"),
                Pattern.compile("a*"),
                StandardCharsets.UTF_8,
                Path.of("a"),
                new File("a"),
                String.class,
                Plain.ONE,
                WithBodies.ONE);
    }

    static Stream<Object> containers() {
        return Stream.of(
                new Price(new BigDecimal("9.99"), "EUR"),
                new Line(new Price(BigDecimal.ONE, "EUR"), List.of("a")),
                new Line(null, null),
                List.of(),
                List.of("a", 1L, new Price(BigDecimal.ONE, "EUR")),
                List.of(List.of("a"), List.of("b")),
                Stream.of("a", null).toList(),
                Set.of("a", "b"),
                Map.of("a", 1, "b", 2),
                Collections.emptyList(),
                Collections.emptyMap(),
                Collections.singletonList("a"),
                Optional.empty());
    }

    static Stream<Object> primitiveOptionals() {
        return Stream.of(OptionalInt.of(1), OptionalLong.empty(), OptionalDouble.of(1.5));
    }

    @ParameterizedTest
    @MethodSource({"values", "containers"})
    void immutableValueIsShared(Object value) {
        assertThat(trusting.copy(value)).isSameAs(value);
    }

    @ParameterizedTest
    @MethodSource({"values", "containers"})
    void whatIsKnownToBeImmutableNeedsNoTrust(Object value) {
        assertThat(wary.copy(value)).isSameAs(value);
    }

    @ParameterizedTest
    @MethodSource("primitiveOptionals")
    void primitiveOptionalIsShared(Object value) {
        assertThat(trusting.copy(value)).isSameAs(value);
    }

    @Test
    void mapEntryOfImmutablesIsShared() {
        Object entry = Map.entry("a", 1);

        assertThat(trusting.copy(entry)).isSameAs(entry);
    }

    @Test
    void optionalOfAnImmutableIsShared() {
        Object optional = Optional.of("a");

        assertThat(trusting.copy(optional)).isSameAs(optional);
    }

    @Test
    void finalClassOfFinalImmutablesIsSharedOnTrust() {
        Object money = new Money(1, Plain.ONE);

        assertThat(trusting.copy(money)).isSameAs(money);
        assertThat(wary.copy(money))
                .isNotSameAs(money)
                .usingRecursiveComparison()
                .isEqualTo(money);
    }

    @Test
    void nestedFinalClassesAreSharedOnTrust() {
        Wallet wallet = new Wallet(new Money(1, Plain.ONE));
        Chain chain = new Chain("a", new Chain("b", null));

        assertThat(trusting.copy(wallet)).isSameAs(wallet);
        assertThat(trusting.copy(chain)).isSameAs(chain);
    }

    @Test
    void trustEndsWhereAFieldMayHoldASubclass() {
        Holder holder = new Holder(new Base());

        assertThat(trusting.copy(holder)).isNotSameAs(holder);
    }

    @Test
    void trustEndsAtAnInheritedMutableField() {
        Named named = new Named(1);
        named.name = "a";
        Named copy = (Named) trusting.copy(named);
        assertThat(copy.name).isEqualTo("a");
        copy.name = "b";

        assertThat(named.name).isEqualTo("a");
        assertThat(copy.number).isEqualTo(1);
    }

    @Test
    void noneHandsOutTheValueItself() {
        Object value = new int[] {1};

        assertThat(Copier.NONE.copy(value)).isSameAs(value);
    }

    enum Plain {
        ONE
    }

    enum WithBodies {
        ONE {
            @Override
            int number() {
                return 1;
            }
        };

        abstract int number();
    }

    record Price(BigDecimal amount, String currency) {}

    record Line(Price price, List<String> labels) {}

    static final class Money {
        private final long cents;
        private final Plain plain;

        Money(long cents, Plain plain) {
            this.cents = cents;
            this.plain = plain;
        }

        @Override
        public String toString() {
            return cents + " " + plain;
        }
    }

    static final class Wallet {
        private final Money money;

        Wallet(Money money) {
            this.money = money;
        }

        @Override
        public String toString() {
            return money.toString();
        }
    }

    static final class Chain {
        private final String name;
        private final Chain next;

        Chain(String name, Chain next) {
            this.name = name;
            this.next = next;
        }

        @Override
        public String toString() {
            return name + next;
        }
    }

    static class Base {}

    static final class Holder {
        private final Base base;

        Holder(Base base) {
            this.base = base;
        }

        @Override
        public String toString() {
            return base.toString();
        }
    }

    static class Mutable {
        String name;
    }

    static final class Named extends Mutable {
        private final int number;

        Named(int number) {
            this.number = number;
        }
    }
}
