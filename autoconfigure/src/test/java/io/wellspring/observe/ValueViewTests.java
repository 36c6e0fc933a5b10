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
package io.wellspring.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.AbstractList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class ValueViewTests {

    record Money(BigDecimal amount, String currency) {}

    record Login(String user, String passwordHash, Optional<String> apiKey, String refreshToken, int pinLength) {}

    static class Node {
        final String name;
        Node next;

        Node(String name) {
            this.name = name;
        }
    }

    @Test
    void plainValuesAreThemselvesAndOthersTheirText() {
        assertThat(ValueView.of(null)).isNull();
        assertThat(ValueView.of(42L)).isEqualTo(42L);
        assertThat(ValueView.of("text")).isEqualTo("text");
        assertThat(ValueView.of(LocalDate.of(2026, 1, 31))).isEqualTo("2026-01-31");
        assertThat(ValueView.of(TimeUnit.DAYS)).isEqualTo("DAYS");
        assertThat(ValueView.of(Optional.of(1))).isEqualTo("Optional[1]");
    }

    @Test
    void objectsAreMapsOfTheirFields() {
        assertThat(ValueView.of(new Money(BigDecimal.TEN, "EUR")))
                .isEqualTo(Map.of("amount", BigDecimal.TEN, "currency", "EUR"));
        assertThat(ValueView.of(new int[] {1, 2})).isEqualTo(List.of(1, 2));
        assertThat(ValueView.of(Map.of(1, List.of("a")))).isEqualTo(Map.of("1", List.of("a")));
    }

    @Test
    void cyclesEndAndLongListsAreCut() {
        Node node = new Node("a");
        node.next = node;
        assertThat(ValueView.of(node)).isEqualTo(Map.of("name", "a", "next", "<...>"));
        assertThat((List<?>) ValueView.of(Collections.nCopies(1000, "x"))).hasSize(100);
    }

    @Test
    void whatCannotBeReadIsNamed() {
        List<String> unloaded = new AbstractList<>() {
            @Override
            public String get(int index) {
                throw new IllegalStateException("no session");
            }

            @Override
            public int size() {
                return 1;
            }
        };
        assertThat(ValueView.of(unloaded)).isEqualTo("<not loaded>");
    }

    @Test
    void whatLooksSecretByItsNameIsMasked() {
        Login login = new Login("ada", "5f4dcc3b", Optional.of("k-1"), null, 4);
        assertThat(ValueView.of(List.of(login)))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .singleElement(InstanceOfAssertFactories.MAP)
                .containsEntry("user", "ada")
                .containsEntry("passwordHash", "******")
                .containsEntry("apiKey", "******")
                .containsEntry("refreshToken", null)
                .containsEntry("pinLength", 4);
        assertThat(ValueView.of(Map.of("x-api-key", "k-1", "client_secret", List.of(1), "PWD", "p", "monkey", "m")))
                .isEqualTo(Map.of("x-api-key", "******", "client_secret", "******", "PWD", "******", "monkey", "m"));
    }

    @Test
    void valuesToBeComparedKeepTheirSecrets() {
        assertThat(ValueView.unmasked(Map.of("password", "a")))
                .isNotEqualTo(ValueView.unmasked(Map.of("password", "b")));
    }
}
