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
    NO_OP_PROXY_CAFFEINE("CGLIB proxy, no-op interceptor, over Caffeine, bounded"),
    SPRING_CACHEABLE("Spring `@Cacheable` + Caffeine, default key"),
    SPRING_KEY("Spring `@Cacheable` + Caffeine, `key = \"#id\"`"),
    SPRING_SYNC("Spring `@Cacheable` + Caffeine, `sync = true`"),
    SPRING_CACHE2K("Spring `@Cacheable` + cache2k, default key"),
    JETCACHE("JetCache `@Cached`, local, `key = \"#id\"`"),
    WELLSPRING("Wellspring `@ReadThrough`"),
    WELLSPRING_KEY("Wellspring `@ReadThrough`, `key = \"#id\"`"),
    WELLSPRING_TWO("Wellspring `@ReadThrough`, two arguments"),
    WELLSPRING_REPOSITORY("Wellspring `@ReadThrough`, method of a repository");

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
            case NO_OP_PROXY_CAFFEINE -> NoOpProxy.overCaffeine();
            case SPRING_CACHEABLE -> SpringCacheable.onCaffeine(products -> products::find);
            case SPRING_KEY -> SpringCacheable.onCaffeine(products -> products::findByKey);
            case SPRING_SYNC -> SpringCacheable.onCaffeine(products -> products::findInSync);
            case SPRING_CACHE2K -> SpringCacheable.onCache2k();
            case JETCACHE -> JetCache.open();
            case WELLSPRING -> Wellspring.open(products -> products::find);
            case WELLSPRING_KEY -> Wellspring.open(products -> products::findByKey);
            case WELLSPRING_REPOSITORY -> Remote.wellspring(0, false, Catalogue.SIZE);
            case WELLSPRING_TWO -> Wellspring.open(products -> id -> products.findOfTwo(id, "de"));
        };
    }
}
