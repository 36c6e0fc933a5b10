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

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import org.springframework.context.ConfigurableApplicationContext;

/** Who loads what is not there. */
public enum Miss {
    CAFFEINE("Caffeine, bounded, `expireAfterWrite`, `get` with a loader"),
    SPRING("Spring `@Cacheable` + Caffeine"),
    SPRING_SYNC("Spring `@Cacheable(sync = true)` + Caffeine"),
    JETCACHE("JetCache, local, `@CachePenetrationProtect`"),
    WELLSPRING("Wellspring");

    static final Miss BASELINE = CAFFEINE;

    private final String label;

    Miss(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    Lookup open() {
        return switch (this) {
            case CAFFEINE -> caffeine();
            case SPRING -> application(Crowd.SPRING);
            case SPRING_SYNC -> application(Crowd.SPRING_SYNC);
            case JETCACHE -> application(Crowd.JETCACHE);
            case WELLSPRING -> application(Crowd.WELLSPRING);
        };
    }

    private static Lookup caffeine() {
        LoadingCache<Long, Card> cache = Caffeine.newBuilder()
                .maximumSize(Catalogue.SIZE)
                .expireAfterWrite(Catalogue.TTL)
                .build(id -> new Card(id, "Card " + id));
        return cache::get;
    }

    private static Lookup application(Crowd crowd) {
        ConfigurableApplicationContext application = crowd.start(0);
        Slow slow = application.getBean(Slow.class);
        slow.hurry();
        return new Lookup() {
            @Override
            public Object find(long id) {
                try {
                    return crowd.call(slow, id);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public void close() {
                application.close();
            }
        };
    }
}
