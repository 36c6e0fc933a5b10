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

import java.util.Objects;
import org.redisson.Redisson;
import org.redisson.api.RLocalCachedMap;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.LocalCachedMapOptions;
import org.redisson.config.Config;

/** Redisson's map over Redis that keeps what is read in memory, called by hand. */
final class RedissonMap {

    private RedissonMap() {}

    /** @param size how many entries it keeps in memory */
    static Lookup open(int port, int size) {
        Config config = new Config();
        config.useSingleServer().setAddress("redis://127.0.0.1:" + port);
        RedissonClient client = Redisson.create(config);
        RLocalCachedMap<Long, Card> map = client.getLocalCachedMap(LocalCachedMapOptions.<Long, Card>name("redisson")
                .cacheSize(size)
                .evictionPolicy(LocalCachedMapOptions.EvictionPolicy.LRU)
                .timeToLive(Catalogue.TTL));
        for (long id = Catalogue.FIRST_ID; id < Catalogue.FIRST_ID + Catalogue.SIZE; id++) {
            map.fastPut(id, new Card(id, "Article " + id));
        }
        return new Lookup() {
            @Override
            public Object find(long id) {
                return Objects.requireNonNull(map.get(id));
            }

            @Override
            public void close() {
                client.shutdown();
            }
        };
    }
}
