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

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.wellspring.engine.CacheRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Where a card is that is hit, and by what. Public for the code that JMH generates. */
public enum Remote {
    LETTUCE("Lettuce `GET` of the same bytes, and decoding"),
    SHARED("Wellspring, shared tier"),
    SPRING_DATA_REDIS("Spring `@Cacheable` + Spring Data Redis"),
    JETCACHE("JetCache `@Cached`, remote"),
    REDISSON("Redisson `RLocalCachedMap`, of which one entry is in memory");

    static final Remote BASELINE = LETTUCE;

    private static final String CACHE = "card";
    private static final String PREFIX = "shop";

    /** What is stored of a card. */
    record Payload(
            int format,
            String check,
            String type,
            String loadedAt,
            long freshFor,
            long staleFor,
            Map<String, Long> generations,
            Card value) {}

    private final String label;

    Remote(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    Lookup open(int port) {
        return switch (this) {
            case LETTUCE -> lettuce(port);
            // A near tier of one entry: what is hit there can be neglected.
            case SHARED -> wellspring(port, true, 1);
            case SPRING_DATA_REDIS -> warm(SpringDataRedis.open(port));
            case JETCACHE -> warm(JetCache.overRedis(port, cards -> cards::remote));
            case REDISSON -> RedissonMap.open(port, 1);
        };
    }

    static Lookup warm(Lookup lookup) {
        for (long id = Catalogue.FIRST_ID; id < Catalogue.FIRST_ID + Catalogue.SIZE; id++) {
            Objects.requireNonNull(lookup.find(id));
        }
        return lookup;
    }

    private static Lookup lettuce(int port) {
        wellspring(port, true, 1).close();
        RedisClient client = RedisClient.create(RedisURI.create("localhost", port));
        StatefulRedisConnection<String, byte[]> connection =
                client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
        ObjectReader reader = JsonMapper.builder().build().readerFor(Payload.class);
        return new Lookup() {
            @Override
            public Object find(long id) {
                return reader.readValue(connection.sync().get(PREFIX + ":card:{" + id + "}"));
            }

            @Override
            public void close() {
                client.shutdown();
            }
        };
    }

    /**
     * @param shared whether there is a tier over the near one
     * @param more more properties
     */
    static Lookup wellspring(int port, boolean shared, int nearSize, String... more) {
        List<String> properties = new ArrayList<>(List.of(more));
        properties.addAll(List.of(
                "wellspring.defaults.ttl=" + Catalogue.TTL,
                "wellspring.defaults.maximum-size=" + nearSize,
                "wellspring.key-prefix=" + PREFIX,
                "wellspring.redis.enabled=" + shared,
                "spring.data.redis.port=" + port,
                // On a busy machine too, everything is to be hit.
                "wellspring.redis.timeout=5s"));
        ConfigurableApplicationContext shop = Shop.start(properties.toArray(String[]::new));
        Articles articles = shop.getBean(Articles.class);
        for (int round = 0; round < 2; round++) {
            for (long id = Catalogue.FIRST_ID; id < Catalogue.FIRST_ID + Catalogue.SIZE; id++) {
                Objects.requireNonNull(articles.card(id));
            }
        }
        CacheRegistry caches = shop.getBean(CacheRegistry.class);
        long loads = caches.known(CACHE).statistics().loads();
        return new Lookup() {
            @Override
            public Object find(long id) {
                return articles.card(id);
            }

            @Override
            public void close() {
                long since = caches.known(CACHE).statistics().loads() - loads;
                shop.close();
                if (since > 0) {
                    throw new IllegalStateException(since + " cards were loaded: this is no benchmark of hits");
                }
            }
        };
    }
}
