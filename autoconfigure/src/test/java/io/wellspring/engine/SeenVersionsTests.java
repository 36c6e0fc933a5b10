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

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SeenVersionsTests {

    private final SeenVersions versions = new SeenVersions();
    private final FakeTicker ticker = new FakeTicker();

    @Test
    void theGreatestVersionIsRemembered() {
        note(1L, 5);
        note(1L, 4);
        assertThat(seen(1L)).isEqualTo(5);
        note(1L, 6);
        assertThat(seen(1L)).isEqualTo(6);
        assertThat(seen(2L)).isNull();
    }

    @Test
    void aVersionIsForgottenAfterTenSecondsAndAnOlderOneCountsAgain() {
        note(1L, 5);
        ticker.advance(Duration.ofSeconds(10).minusNanos(1));
        assertThat(seen(1L)).isEqualTo(5);
        ticker.advance(Duration.ofNanos(1));
        assertThat(seen(1L)).isNull();
        note(1L, 1);
        assertThat(seen(1L)).isEqualTo(1);
    }

    @Test
    void aKeyIsForgottenAlone() {
        note(1L, 5);
        note(2L, 6);
        versions.forget(1L);
        versions.forget(3L);
        assertThat(seen(1L)).isNull();
        assertThat(seen(2L)).isEqualTo(6);
    }

    @Test
    void aKeyThatTakesTheSlotOfAnotherIsNotTakenForIt() {
        record SameSlot(String name) {
            @Override
            public int hashCode() {
                return 7;
            }
        }
        SameSlot one = new SameSlot("one");
        SameSlot other = new SameSlot("other");
        note(one, 5);
        versions.forget(other);
        assertThat(seen(one)).isEqualTo(5);
        assertThat(seen(other)).isNull();
        note(other, 3);
        assertThat(seen(one)).isNull();
        assertThat(seen(other)).isEqualTo(3);
    }

    private void note(Object key, long version) {
        versions.note(key, version, ticker.nanos());
    }

    private Long seen(Object key) {
        return versions.of(key, ticker.nanos());
    }
}
