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
package io.wellspring.checker;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What may be seen of all rows. */
final class Oracles {

    private final Map<Kind, Oracle> kinds = new EnumMap<>(Kind.class);
    private final Places places;
    private final AtomicLong writes = new AtomicLong();

    Oracles(CheckerSettings settings) {
        for (Kind kind : Kind.values()) {
            int rows = kind.ofShelves() ? settings.shelves() : settings.items();
            kinds.put(kind, new Oracle(rows, kind == Kind.VERSION ? 0 : 1));
        }
        places = new Places(settings);
    }

    Oracle of(Kind kind) {
        return kinds.get(kind);
    }

    Places places() {
        return places;
    }

    void written() {
        writes.incrementAndGet();
    }

    /** How many writes have ended, whatever came of them. */
    long writes() {
        return writes.get();
    }
}
