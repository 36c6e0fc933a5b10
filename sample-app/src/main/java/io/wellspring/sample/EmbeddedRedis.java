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
package io.wellspring.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.ApplicationArguments;
import redis.embedded.RedisServer;

/** A Redis of this process, for trying out what several instances share, with {@code --embedded-redis}. */
final class EmbeddedRedis {

    private static final String OPTION = "embedded-redis";
    private static final int PORT = 6379;

    private EmbeddedRedis() {}

    /** Starts it, if it is asked for. It ends with the process. */
    static void startIfRequestedBy(ApplicationArguments arguments) {
        if (!arguments.containsOption(OPTION)) {
            return;
        }
        try {
            RedisServer server = RedisServer.newRedisServer()
                    .port(PORT)
                    .bind("127.0.0.1")
                    .setting("save \"\"")
                    .build();
            server.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "embedded-redis"));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Redis could not be started on port " + PORT + ". If one runs there already, leave --" + OPTION
                            + " away.",
                    e);
        }
    }

    private static void stop(RedisServer server) {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
