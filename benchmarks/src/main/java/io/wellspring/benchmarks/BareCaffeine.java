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

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/** Caffeine, called by hand. */
final class BareCaffeine {

    private BareCaffeine() {}

    static Lookup bounded() {
        return lookup(Caffeine.newBuilder().maximumSize(Catalogue.SIZE).build());
    }

    static Lookup expiring() {
        return lookup(Caffeine.newBuilder()
                .maximumSize(Catalogue.SIZE)
                .expireAfterWrite(Catalogue.TTL)
                .build());
    }

    private static Lookup lookup(Cache<Long, Product> cache) {
        Catalogue catalogue = new Catalogue();
        for (long id = Catalogue.FIRST_ID; id < Catalogue.FIRST_ID + Catalogue.SIZE; id++) {
            cache.put(id, catalogue.take(id));
        }
        return cache::getIfPresent;
    }
}
