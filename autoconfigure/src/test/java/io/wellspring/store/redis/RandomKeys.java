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

import io.wellspring.key.Keys;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** Makes keys of few and treacherous parts, so that many are nearly the same. */
final class RandomKeys {

    private static final String LETTERS = "01-a~,[]'%{}:(). ";

    private final Random random;
    private final boolean otherClasses;

    record Pair(Object first, Object second) {}

    record Other(Object first, Object second) {}

    enum Suit {
        A,
        B
    }

    /** @param otherClasses makes equal keys from other collections, in another order */
    RandomKeys(long seed, boolean otherClasses) {
        this.random = new Random(seed);
        this.otherClasses = otherClasses;
    }

    Object next() {
        Object[] arguments = new Object[random.nextInt(4)];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = part(3);
        }
        return switch (random.nextInt(4)) {
            case 0 -> Keys.qualified(random.nextBoolean() ? "find(String)" : text(), arguments);
            case 1 -> Keys.of(arguments);
            default -> Keys.of(part(3));
        };
    }

    private Object part(int depth) {
        return switch (random.nextInt(depth == 0 ? 11 : 17)) {
            case 0 -> null;
            case 1 -> (long) random.nextInt(3);
            case 2 -> random.nextInt(3);
            case 3 -> (byte) random.nextInt(2);
            case 4, 5, 6 -> text();
            case 7 -> Suit.values()[random.nextInt(2)];
            case 8 -> BigDecimal.valueOf(random.nextInt(3) * 10L, random.nextInt(2));
            case 9 -> new UUID(0, random.nextInt(3));
            case 10 -> LocalDate.ofEpochDay(random.nextInt(3));
            case 11 -> list(depth);
            case 12 -> set(depth);
            case 13 -> map(depth);
            case 14 -> new Pair(part(0), part(0));
            case 15 -> new Other(part(0), part(0));
            default -> random.nextBoolean() ? list(depth).toArray() : new long[random.nextInt(3)];
        };
    }

    private List<Object> list(int depth) {
        List<Object> elements = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            elements.add(part(depth - 1));
        }
        return otherClasses ? new LinkedList<>(elements) : elements;
    }

    private Set<Object> set(int depth) {
        List<Object> elements = list(depth);
        if (otherClasses) {
            Collections.reverse(elements);
        }
        return otherClasses ? new LinkedHashSet<>(elements) : new HashSet<>(elements);
    }

    private Map<Object, Object> map(int depth) {
        Map<Object, Object> map = otherClasses ? new LinkedHashMap<>() : new HashMap<>();
        list(depth).forEach(key -> map.put(key, part(0)));
        return map;
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return random.nextInt(20) == 0 ? text + "int~1" : text.toString();
    }
}
