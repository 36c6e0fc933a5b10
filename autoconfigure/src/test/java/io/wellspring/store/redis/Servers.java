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

import java.io.File;
import redis.embedded.RedisServer;
import redis.embedded.core.RedisServerBuilder;

/** Starts the servers of tests: the Redis that comes with them, or what the property {@code redis.executable} names, as Valkey. */
final class Servers {

    private static final String EXECUTABLE = "redis.executable";

    private Servers() {}

    static RedisServerBuilder builder() {
        RedisServerBuilder builder = RedisServer.newRedisServer();
        String executable = System.getProperty(EXECUTABLE);
        return executable == null ? builder : builder.executableProvider(() -> new File(executable));
    }
}
