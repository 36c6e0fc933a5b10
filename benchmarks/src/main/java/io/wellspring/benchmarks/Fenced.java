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
import io.wellspring.engine.CacheRegistry;
import io.wellspring.engine.Region;
import io.wellspring.store.caffeine.CaffeineTier;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.LongConsumer;
import org.springframework.context.ApplicationContext;

/** What is hit, by what an entry holds to. Public for the code that JMH generates. */
public enum Fenced {
    CAFFEINE("Caffeine alone, bounded"),
    ENGINE("The engine alone, without transactions"),
    NOTHING("A record that depends on nothing"),
    BY_ID("An entity by its id"),
    ONE_TABLE("A record, from one table"),
    THREE_TABLES("A record, from three tables");

    /** What the others are measured by: it looks up, counts and compares times as they do, and has no transaction to ask. */
    static final Fenced BASELINE = ENGINE;

    private final String label;

    Fenced(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    Lookup open(ApplicationContext shop) {
        return switch (this) {
            case CAFFEINE -> caffeine();
            case ENGINE -> engine();
            case NOTHING -> cache(shop, "cardOfNothing", Articles::cardOfNothing);
            case BY_ID -> cache(shop, "articleById", Articles::findById);
            case ONE_TABLE -> cache(shop, "card", Articles::card);
            case THREE_TABLES -> cache(shop, "cardOfThreeTables", Articles::cardOfThreeTables);
        };
    }

    private static Lookup caffeine() {
        Cache<Object, Object> cache =
                Caffeine.newBuilder().maximumSize(Catalogue.SIZE).build();
        forEachId(id -> cache.put(id, new Card(id, "Card")));
        return cache::getIfPresent;
    }

    private static Lookup engine() {
        Region region = Engine.region(Catalogue.SIZE, new CaffeineTier(Catalogue.SIZE));
        forEachId(id -> region.put(id, new Card(id, "Card")));
        return region::hit;
    }

    /** Past the proxy, since the fence is behind it, and without the copy of an entity. */
    private static Lookup cache(ApplicationContext shop, String name, BiFunction<Articles, Long, Object> method) {
        Articles articles = shop.getBean(Articles.class);
        forEachId(id -> Objects.requireNonNull(method.apply(articles, id)));
        return shop.getBean(CacheRegistry.class).known(name)::hit;
    }

    private static void forEachId(LongConsumer action) {
        for (long id = Catalogue.FIRST_ID; id < Catalogue.FIRST_ID + Catalogue.SIZE; id++) {
            action.accept(id);
        }
    }
}
