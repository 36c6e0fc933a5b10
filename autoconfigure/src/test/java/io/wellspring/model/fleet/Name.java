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
package io.wellspring.model.fleet;

/** What has a name in Redis: the keys of three entries, and the generations that they depend on. Sets of them are bits. */
enum Name {
    /** A row by its id; a write of it marks this key. */
    ROW,
    /** Computed from the row, and held to the generation of its type alone. */
    COUNT,
    /** Computed from the entry of the row, and from another row that its load reads itself. */
    OUTER,
    /** The type of the row. */
    TYPE,
    /** All keys of the cache that the row's entry is in. */
    KEYS,
    /** The type of the other row. */
    OTHER;

    static final int ALL = (1 << 6) - 1;
    static final int KEY_COUNT = 3;

    int bit() {
        return 1 << ordinal();
    }

    boolean isIn(int names) {
        return (names & bit()) != 0;
    }

    boolean isKey() {
        return ordinal() < KEY_COUNT;
    }

    int generation() {
        return ordinal() - KEY_COUNT;
    }

    boolean isOlder(Versions value, Versions than) {
        return value.first() < than.first() || (this == OUTER && value.second() < than.second());
    }
}
