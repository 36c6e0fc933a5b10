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
package io.wellspring.sample.replay;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Recorded accesses in their order. Each key is replaced by its rank in the order of first appearance, from zero. */
final class Trace {

    private final int[] ranks;

    private final int distinctKeys;

    private Trace(int[] ranks, int distinctKeys) {
        this.ranks = ranks;
        this.distinctKeys = distinctKeys;
    }

    int length() {
        return ranks.length;
    }

    int distinctKeys() {
        return distinctKeys;
    }

    int rank(int access) {
        return ranks[access];
    }

    static final class Builder {

        private final Map<Integer, Integer> rankOfKey = new HashMap<>();

        private int[] ranks = new int[1 << 16];

        private int length;

        void add(int key) {
            if (length == ranks.length) {
                ranks = Arrays.copyOf(ranks, 2 * length);
            }
            ranks[length++] = rankOfKey.computeIfAbsent(key, unseen -> rankOfKey.size());
        }

        int length() {
            return length;
        }

        Trace build() {
            return new Trace(Arrays.copyOf(ranks, length), rankOfKey.size());
        }
    }
}
