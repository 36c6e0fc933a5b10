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

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyNamesPropertyTests {

    private static final int KEYS = 60_000;

    private final KeyNames names = new KeyNames("shop", "product", new KeyForms(key -> null));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void differentKeysHaveDifferentNamesAndEqualKeysTheSame(long seed) {
        RandomKeys keys = new RandomKeys(seed, false);
        Map<String, Object> keysByName = new HashMap<>();
        Map<Object, String> namesByKey = new HashMap<>();
        for (int i = 0; i < KEYS; i++) {
            Object key = keys.next();
            String name = names.of(key).entry();
            Object sameName = keysByName.putIfAbsent(name, key);
            assertThat(sameName == null || sameName.equals(key))
                    .as("%s names %s and %s", name, sameName, key)
                    .isTrue();
            String otherName = namesByKey.putIfAbsent(key, name);
            assertThat(otherName == null ? name : otherName).isEqualTo(name);
        }
        assertThat(namesByKey).hasSizeBetween(KEYS / 10, KEYS);
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void keyOfOtherCollectionsHasTheSameName(long seed) {
        RandomKeys some = new RandomKeys(seed, false);
        RandomKeys others = new RandomKeys(seed, true);
        for (int i = 0; i < KEYS / 4; i++) {
            Object key = some.next();
            Object other = others.next();
            assertThat(names.of(other).equals(names.of(key))).isEqualTo(other.equals(key));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = 6)
    void nameHasOneNonEmptyHashTag(long seed) {
        RandomKeys keys = new RandomKeys(seed, false);
        for (int i = 0; i < KEYS / 4; i++) {
            String name = names.of(keys.next()).entry();
            assertThat(name).matches("shop:product:\\{[^{}\\p{Cntrl}]+}");
        }
    }
}
