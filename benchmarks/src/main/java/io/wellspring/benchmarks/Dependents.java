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

import java.util.function.IntFunction;

/** Twenty caches that are computed from articles: by their ids, by their names, and derived from all of them. */
interface Dependents {

    int COUNT = 20;
    int BY_ID = 7;
    int BY_NAME = 1;
    int DERIVED = COUNT - BY_ID - BY_NAME;

    /** Where nothing is cached. */
    Dependents NONE = new Dependents() {

        @Override
        public void fill(long first, int count, IntFunction<String> names) {}

        @Override
        public boolean hasAnyOf(long id, String name) {
            return false;
        }
    };

    /** Caches what articles were before they are changed. */
    void fill(long first, int count, IntFunction<String> names);

    /** Tells the caches what has changed, in the transaction that does it: where nobody else does. */
    default void evict(long first, int count, IntFunction<String> names) {}

    boolean hasAnyOf(long id, String name);

    /**
     * Looks whether all changes were heard.
     *
     * @throws IllegalStateException if one was not: then something else was measured
     */
    default void requireNoneOf(long first, int count, IntFunction<String> names) {
        for (int i = 0; i < count; i++) {
            if (hasAnyOf(first + i, names.apply(i))) {
                throw new IllegalStateException("Article " + (first + i) + " is cached after its change");
            }
        }
    }
}
