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
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.function.Consumer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one node, made by the application's client: one for commands, one for messages. The application starts
 * without Redis too; they are made once it is there, and the client makes them anew whenever they break.
 */
final class Connections implements AutoCloseable {

    private static final Log logger = LogFactory.getLog(Connections.class);
    private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

    private final AbstractRedisClient client;
    private final Consumer<StatefulRedisPubSubConnection<String, String>> subscriber;
    private volatile @Nullable RedisClusterAsyncCommands<String, byte[]> commands;
    private @Nullable StatefulConnection<String, byte[]> connection;
    private boolean warned;
    private boolean closed;

    /** @param subscriber takes the connection for messages, and closes it */
    Connections(AbstractRedisClient client, Consumer<StatefulRedisPubSubConnection<String, String>> subscriber) {
        this.client = client;
        this.subscriber = subscriber;
    }

    /** Returns the commands; null where there has been no connection yet. */
    @Nullable
    RedisClusterAsyncCommands<String, byte[]> commands() {
        return commands;
    }

    /** Connects, unless that is done. To be called again and again. */
    synchronized void connect() {
        if (commands != null || closed) {
            return;
        }
        try {
            subscriber.accept(
                    client instanceof RedisClusterClient cluster
                            ? cluster.connectPubSub(StringCodec.UTF8)
                            : ((RedisClient) client).connectPubSub(StringCodec.UTF8));
            if (client instanceof RedisClusterClient cluster) {
                StatefulRedisClusterConnection<String, byte[]> opened = cluster.connect(CODEC);
                connection = opened;
                commands = opened.async();
            } else {
                StatefulRedisConnection<String, byte[]> opened = ((RedisClient) client).connect(CODEC);
                connection = opened;
                commands = opened.async();
            }
        } catch (RedisException e) {
            if (!warned) {
                warned = true;
                logger.warn("Redis cannot be reached; the caches go to their loaders until it can: " + e);
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        commands = null;
        if (connection != null) {
            connection.close();
        }
    }
}
