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

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.policy.Ticker;
import io.wellspring.store.Fleet;
import java.util.List;
import org.junit.jupiter.api.Test;

class DependenciesTests {

    private interface Priced {}

    private static class Product implements Priced {}

    private static final class Book extends Product {}

    private static final class Other {}

    private final Sequence sequence = new Sequence(Ticker.system(), Fleet.ALONE);
    private final Generations generations = new Generations(sequence);
    private final Dependencies dependencies = new Dependencies(generations, true);

    @Test
    void whatIsReadIsObservedOnce() {
        assertThat(dependencies.concernedBy(Product.class)).isFalse();
        dependencies.read(Product.class);
        dependencies.read(Product.class);
        assertThat(dependencies.observed()).containsExactly(Product.class);
        assertThat(dependencies.declared()).isEmpty();
        assertThat(dependencies.concernedBy(Book.class)).isTrue();
        assertThat(dependencies.concernedBy(Other.class)).isFalse();
    }

    @Test
    void whatIsDeclaredIsNotNamedAmongTheObserved() {
        dependencies.add(Product.class);
        dependencies.read(Product.class);
        assertThat(dependencies.declared()).containsExactly(Product.class);
        assertThat(dependencies.observed()).isEmpty();
    }

    @Test
    void anEntryByIdHoldsToTheBulkGenerationOnly() {
        dependencies.addById(Product.class, "");
        assertThat(dependencies.isExact(Book.class)).isTrue();
        assertThat(dependencies.basis().generations())
                .containsExactly(generations.of(Product.class).bulk());
        assertThat(dependencies.read(Product.class))
                .isSameAs(generations.of(Product.class).bulk());
    }

    @Test
    void aDeclarationThatIsNotExactWinsWheneverItComes() {
        dependencies.addById(Product.class, "");
        dependencies.add(Priced.class);
        assertThat(dependencies.isExact(Product.class)).isFalse();
        assertThat(dependencies.keysById(Product.class).apply(1L)).isEmpty();
        assertThat(dependencies.basis().generations())
                .containsExactlyInAnyOrder(
                        generations.of(Product.class).any(),
                        generations.of(Priced.class).any());
    }

    @Test
    void theKeysOfAnIdBearTheirQualifiers() {
        dependencies.addById(Product.class, "");
        dependencies.addById(Product.class, "withPrices");
        assertThat(dependencies.keysById(Book.class).apply(1L)).hasSize(2).contains(1L);
        assertThat(dependencies.keysById(Other.class).apply(1L)).isEmpty();
    }

    @Test
    void theKeysOfAStateAreThoseOfAllRulesUnlessOneCannotTell() {
        dependencies.addByState(Product.class, state -> List.of("a"));
        dependencies.addByState(Book.class, state -> List.of("b"));
        assertThat(dependencies.needsStateOf(Product.class)).isTrue();
        assertThat(dependencies.keysByState(Book.class, new Book(), true)).containsExactlyInAnyOrder("a", "b");
        assertThat(dependencies.keysByState(Product.class, new Product(), true))
                .as("the other rule is for books")
                .containsExactly("a");
        dependencies.addByState(Priced.class, state -> null);
        assertThat(dependencies.keysByState(Book.class, new Book(), true)).isNull();
    }

    @Test
    void whatASessionHoldsCountsOnlyWhereObservationDoes() {
        Dependencies declaredOnly = new Dependencies(generations, false);
        Observation observation = new Observation(declaredOnly);
        observation.read(Product.class);
        observation.readMore(Product.class);
        observation.readUnknown();
        assertThat(observation.generations()).isEmpty();
        assertThat(observation.isComplete()).isTrue();
        assertThat(declaredOnly.observed()).isEmpty();
    }

    @Test
    void anObservationHoldsUntilSomethingChangesThatItHasSeenOrIsDeclared() {
        dependencies.add(Other.class);
        Observation observation = new Observation(dependencies);
        change(Product.class);
        assertThat(observation.holds(0)).isTrue();
        observation.read(Product.class);
        assertThat(observation.holds(0)).isFalse();
        assertThat(observation.holds(1)).isTrue();
        change(Other.class);
        assertThat(observation.holds(1)).isFalse();
    }

    @Test
    void anotherEntityThanThatOfTheKeyMakesTheEntryHoldToEveryChange() {
        dependencies.addById(Product.class, "");
        Observation observation = new Observation(dependencies);
        assertThat(observation.isOfAnother(Product.class, 1L, 1L)).isFalse();
        assertThat(observation.isOfAnother(Product.class, 1L, 2L)).isTrue();
        assertThat(observation.isOfAnother(Product.class, 1L, null)).isTrue();
        assertThat(observation.isOfAnother(Other.class, 1L, 2L)).isFalse();
        observation.readMore(Product.class);
        change(Product.class);
        assertThat(observation.holds(0)).isFalse();
    }

    private void change(Class<?> type) {
        try (Mark mark = sequence.begin()) {
            generations.changed(type, false, mark, null);
        }
    }
}
