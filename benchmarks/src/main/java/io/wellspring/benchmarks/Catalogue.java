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
package io.wellspring.benchmarks;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The products that a contender caches, and the room that it has for them: every contender the same. */
final class Catalogue {

    static final int SIZE = 10_000;

    /** Beyond the numbers that the JVM keeps boxed: what a contender boxes is to be seen. */
    static final long FIRST_ID = 1_000_000;

    /** Longer than any run: no entry expires in it. */
    static final Duration TTL = Duration.ofHours(1);

    private final @Nullable Product[] products = new @Nullable Product[SIZE];

    Catalogue() {
        for (int i = 0; i < SIZE; i++) {
            products[i] = new Product(FIRST_ID + i, "Product " + i, BigDecimal.valueOf(i, 2));
        }
    }

    /** Returns a product as often as asked. */
    @Nullable
    Product look(long id) {
        return products[(int) (id - FIRST_ID)];
    }

    /**
     * Returns a product once: a contender that asks again has missed.
     *
     * @throws IllegalStateException if it was asked for that product before
     */
    Product take(long id) {
        int index = (int) (id - FIRST_ID);
        Product product = products[index];
        if (product == null) {
            throw new IllegalStateException("Product " + id + " was loaded before: this is no benchmark of hits");
        }
        products[index] = null;
        return product;
    }
}
