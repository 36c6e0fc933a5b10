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

/** What is compared. Public for the code that JMH generates. */
public enum Contender {
    CAFFEINE("Caffeine, bounded"),
    CAFFEINE_EXPIRING("Caffeine, bounded, `expireAfterWrite`"),
    NO_OP_PROXY("CGLIB proxy, no-op interceptor, no cache"),
    SPRING_CACHEABLE("Spring `@Cacheable` + Caffeine, default key"),
    WELLSPRING("Wellspring `@ReadThrough`");

    /** What the others are measured by: a cache with a lifetime, called by hand. */
    static final Contender BASELINE = CAFFEINE_EXPIRING;

    private final String label;

    Contender(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    Lookup open() {
        return switch (this) {
            case CAFFEINE -> BareCaffeine.bounded();
            case CAFFEINE_EXPIRING -> BareCaffeine.expiring();
            case NO_OP_PROXY -> NoOpProxy.open();
            case SPRING_CACHEABLE -> SpringCacheable.open();
            case WELLSPRING -> Wellspring.open();
        };
    }
}
