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
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one node, made by the application's client: one for commands, one for messages. The application starts
 * without Redis too; they are made once it is there, and the client makes them anew whenever they break.
 */
final class Connections implements AutoCloseable {

    private static final Log logger = LogFactory.getLog(Connections.class);
    private static final String SERVER = "server";
    private static final String RUN_ID = "run_id:";

    private final AbstractRedisClient client;
    private final Consumer<StatefulRedisPubSubConnection<String, String>> subscriber;
    private final RedisConnectionStateListener states;
    private volatile @Nullable RedisClusterAsyncCommands<String, byte[]> commands;
    private volatile @Nullable StatefulConnection<String, byte[]> connection;
    private boolean warned;
    private boolean closed;

    /**
     * @param subscriber takes the connection for messages, and closes it
     * @param states hears of the connection for commands: when it breaks, and when it is made anew
     */
    Connections(
            AbstractRedisClient client,
            Consumer<StatefulRedisPubSubConnection<String, String>> subscriber,
            RedisConnectionStateListener states) {
        this.client = client;
        this.subscriber = subscriber;
        this.states = states;
    }

    /** Returns the connection for commands; null where there has been none yet. */
    @Nullable
    StatefulConnection<String, byte[]> connection() {
        return connection;
    }

    /** Has Redis know all scripts, so that none is sent twice when it is first used. */
    void loadScripts() {
        RedisClusterAsyncCommands<String, byte[]> connected = commands;
        if (connected != null) {
            for (Script script : Script.values()) {
                connected.scriptLoad(script.source());
            }
        }
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
                StatefulRedisClusterConnection<String, byte[]> opened = cluster.connect(Scripts.CODEC);
                // A node of the cluster has a connection of its own, which the client alone tells of.
                client.addListener(states);
                connection = opened;
                commands = opened.async();
            } else {
                StatefulRedisConnection<String, byte[]> opened = ((RedisClient) client).connect(Scripts.CODEC);
                opened.addListener(states);
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

    /** Asks for what names the time that Redis has held its data without a break: of all its primaries, in a cluster. */
    CompletionStage<String> run() {
        RedisClusterAsyncCommands<String, byte[]> connected = commands;
        if (connected == null) {
            return CompletableFuture.failedFuture(new IllegalStateException("There is no connection to Redis yet"));
        }
        if (!(connected instanceof RedisAdvancedClusterAsyncCommands<String, byte[]> cluster)) {
            return connected.info(SERVER).thenApply(Connections::runId);
        }
        return cluster.upstream()
                .commands()
                .info(SERVER)
                .thenCollect(Collectors.toList())
                .thenApply(all -> all.stream().map(Connections::runId).sorted().collect(Collectors.joining()));
    }

    private static String runId(String info) {
        return info.lines()
                .filter(line -> line.startsWith(RUN_ID))
                .map(line -> line.substring(RUN_ID.length()).strip())
                .findFirst()
                .orElse("");
    }

    @Override
    public synchronized void close() {
        closed = true;
        client.removeListener(states);
        commands = null;
        StatefulConnection<String, byte[]> open = connection;
        connection = null;
        if (open != null) {
            open.close();
        }
    }
}
