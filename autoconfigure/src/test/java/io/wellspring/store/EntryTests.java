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
package io.wellspring.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EntryTests {

    private final long loaded = TimeUnit.SECONDS.toNanos(5);

    private final Entry entry =
            new Entry("value", true, 0, null, loaded, loaded, loaded, Basis.NONE, SharedTier.NO_STRIPE);

    @Test
    void tellsItsTierOfAFewOfTheHitsInATime() {
        int told = 0;
        for (int i = 0; i < 1_000_000; i++) {
            told += entry.hit(loaded + TimeUnit.MICROSECONDS.toNanos(i)) ? 1 : 0;
        }
        assertThat(entry.hits()).isEqualTo(1_000_000);
        // A second has 29 or 30 times of 34 ms.
        assertThat(told).isBetween(29, 30);
    }

    @Test
    void tellsItsTierOfEachHitThatIsAlone() {
        for (int i = 1; i <= 100; i++) {
            assertThat(entry.hit(loaded + TimeUnit.MILLISECONDS.toNanos(50L * i)))
                    .isTrue();
        }
        assertThat(entry.hit(loaded + TimeUnit.MILLISECONDS.toNanos(5_000))).isFalse();
    }
}
