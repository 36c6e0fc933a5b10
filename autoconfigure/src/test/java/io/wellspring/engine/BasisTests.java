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

import io.wellspring.store.Basis;
import io.wellspring.store.Generation;
import java.util.List;
import org.junit.jupiter.api.Test;

class BasisTests {

    private final Generation one = new Generation("any", 3);
    private final Generation other = new Generation("any", 5);

    @Test
    void itHoldsWhileNothingOfItIsNewer() {
        Basis basis = new Basis(List.of(one, other), List.of(), true);
        assertThat(basis.holds(4)).isFalse();
        assertThat(basis.holds(5)).isTrue();
        one.moveTo(6);
        assertThat(basis.holds(5)).isFalse();
        assertThat(basis.holds(6)).isTrue();
    }

    @Test
    void whatIsComputedFromNothingHoldsForEver() {
        assertThat(Basis.NONE.holds(-1)).isTrue();
    }

    @Test
    void aGenerationNeverGoesBack() {
        other.moveTo(4);
        assertThat(other.last()).isEqualTo(5);
    }

    @Test
    void aGenerationCountsOnce() {
        assertThat(new Basis(List.of(one, one), List.of(), true).generations()).containsExactly(one);
    }

    @Test
    void basesAreTheSameIfTheirGenerationsAreTheSameObjects() {
        Basis basis = new Basis(List.of(one, other), List.of(), true);
        assertThat(basis.isSameAs(new Basis(List.of(one, other), List.of(), true)))
                .isTrue();
        assertThat(basis.isSameAs(new Basis(List.of(one), List.of(), true))).isFalse();
        assertThat(basis.isSameAs(new Basis(List.of(new Generation("any", 3), other), List.of(), true)))
                .isFalse();
        assertThat(basis.isSameAs(new Basis(List.of(one, other), List.of("red"), true)))
                .as("tags are shown to people")
                .isFalse();
    }
}
