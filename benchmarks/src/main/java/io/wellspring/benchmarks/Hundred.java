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

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A hundred hits, and how they are asked for. Public for the code that JMH generates. */
public enum Hundred {
    ONE_BY_ONE("100 calls for one key each") {
        @Override
        Function<List<Long>, Object> of(Wellspring.Products products) {
            return ids -> {
                List<@Nullable Product> found = new ArrayList<>(ids.size());
                for (Long id : ids) {
                    found.add(products.find(id));
                }
                return found;
            };
        }
    },
    AT_ONCE("one call for 100 keys") {
        @Override
        Function<List<Long>, Object> of(Wellspring.Products products) {
            return products::findAll;
        }
    };

    static final Hundred BASELINE = ONE_BY_ONE;

    /** A power of two. */
    private static final int BASKETS = 64;

    private final String label;

    Hundred(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    abstract Function<List<Long>, Object> of(Wellspring.Products products);

    /** Returns what asks for a hundred keys, which ones is told by the number that it is given. */
    Lookup open() {
        List<List<Long>> baskets = LongStream.range(0, BASKETS)
                .mapToObj(basket -> LongStream.of(Zipf.ids(1000))
                        .distinct()
                        .limit(100)
                        .boxed()
                        .toList())
                .toList();
        return Wellspring.open(products -> {
            // Loaded one by one: whoever asks for a product twice has missed.
            for (long id = Catalogue.FIRST_ID; id < Catalogue.FIRST_ID + Catalogue.SIZE; id++) {
                products.find(id);
            }
            Function<List<Long>, Object> found = of(products);
            return number -> found.apply(baskets.get((int) number & (BASKETS - 1)));
        });
    }
}
