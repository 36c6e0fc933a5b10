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

import org.springframework.context.ApplicationContext;

/** What is hit inside a transaction. Public for the code that JMH generates. */
public enum Transacted {
    CAFFEINE_EXPIRING("Caffeine, bounded, `expireAfterWrite`"),
    SPRING_CACHEABLE("Spring `@Cacheable` + Caffeine, default key"),
    JETCACHE("JetCache `@Cached`, local, `key = \"#id\"`"),
    WELLSPRING("Wellspring `@ReadThrough`, method of a repository");

    /** What the others are measured by: it has no transaction to ask. */
    static final Transacted BASELINE = CAFFEINE_EXPIRING;

    private final String label;

    Transacted(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** @param shop where the transaction is */
    Lookup open(ApplicationContext shop) {
        return switch (this) {
            case CAFFEINE_EXPIRING -> BareCaffeine.expiring();
            case SPRING_CACHEABLE -> SpringCacheable.onCaffeine(products -> products::find);
            case JETCACHE -> JetCache.open();
            case WELLSPRING -> shop.getBean(Articles.class)::card;
        };
    }
}
