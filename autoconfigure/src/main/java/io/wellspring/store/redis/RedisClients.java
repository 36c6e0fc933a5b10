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
package io.wellspring.store.redis;

import io.lettuce.core.AbstractRedisClient;
import java.util.LinkedHashMap;
import java.util.Map;

/** The clients of the Redises that a fleet shares: of the one, or of several standalone ones. Who adds them closes them. */
public final class RedisClients {

    private final Map<String, AbstractRedisClient> clients = new LinkedHashMap<>();

    /** Returns the client of the only one, which may be a cluster. */
    public static RedisClients of(AbstractRedisClient client) {
        return new RedisClients().with("", client);
    }

    /**
     * Adds one.
     *
     * @param name what tells it from the others on every process, as host and port
     * @return this
     */
    public RedisClients with(String name, AbstractRedisClient client) {
        clients.put(name, client);
        return this;
    }

    Map<String, AbstractRedisClient> byName() {
        return clients;
    }
}
