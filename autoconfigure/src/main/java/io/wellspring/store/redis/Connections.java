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
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.StatefulRedisConnectionImpl;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode.NodeFlag;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
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
    private static final String REPLICATION = "replication";
    private static final String REPLICA = "role:slave";
    /** For how long the primaries of a cluster are waited for, until they are asked anew. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final AbstractRedisClient client;
    private final Consumer<StatefulRedisPubSubConnection<String, String>> subscriber;
    private final RedisConnectionStateListener states;
    private final RedisConnectionStateListener ofNodes = new OfNodes();
    private volatile @Nullable StatefulConnection<String, byte[]> connection;
    /** To whom the client has connections that it was sent to, and who may have become primaries lately. */
    private final ConcurrentMap<StatefulRedisConnectionImpl<?, ?>, SocketAddress> strangers = new ConcurrentHashMap<>();

    private volatile Set<String> primaries = Set.of();
    private boolean warned;
    private boolean closed;

    /**
     * @param subscriber takes the connection for messages, and closes it
     * @param states hears of the connections for commands: when one breaks, and when one is made
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
        StatefulConnection<String, byte[]> connected = connection;
        for (Script script : Script.values()) {
            if (connected instanceof StatefulRedisClusterConnection<String, byte[]> cluster) {
                cluster.async().nodes(Connections::isPrimary).commands().scriptLoad(script.source());
            } else if (connected instanceof StatefulRedisConnection<String, byte[]> single) {
                single.async().scriptLoad(script.source());
            }
        }
    }

    /** Connects, unless that is done. To be called again and again. */
    synchronized void connect() {
        if (connection != null || closed) {
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
                client.addListener(ofNodes);
                connection = opened;
            } else {
                StatefulRedisConnection<String, byte[]> opened = ((RedisClient) client).connect(Scripts.CODEC);
                opened.addListener(states);
                connection = opened;
            }
        } catch (RedisException e) {
            if (!warned) {
                warned = true;
                logger.warn("Redis cannot be reached; the caches go to their loaders until it can: " + e);
            }
        }
    }

    /** Asks each primary, after who they are now, for what names the time that it has held its data without a break. */
    CompletionStage<List<String>> running() {
        StatefulConnection<String, byte[]> connected = connection;
        if (connected instanceof StatefulRedisClusterConnection<String, byte[]> cluster
                && client instanceof RedisClusterClient clusterClient) {
            return clusterClient.refreshPartitionsAsync().thenCompose(nothing -> running(cluster));
        }
        return connected instanceof StatefulRedisConnection<String, byte[]> single
                ? single.async().info(SERVER).thenApply(info -> List.of(runId(info)))
                : CompletableFuture.failedFuture(new IllegalStateException("There is no connection to Redis yet"));
    }

    private CompletionStage<List<String>> running(StatefulRedisClusterConnection<String, byte[]> cluster) {
        primaries = primaries(cluster);
        identifyStrangers();
        return cluster.async()
                .nodes(Connections::isPrimary)
                .commands()
                .info(SERVER)
                .thenCollect(Collectors.toList())
                .thenApply(all -> all.stream().map(Connections::runId).sorted().toList())
                .toCompletableFuture()
                // One that has died may not be known to have: its answer would be waited for until it is back.
                .orTimeout(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Whether others have become primaries of a cluster since those that there are were asked for their runs, or may have. */
    boolean haveChanged() {
        return connection instanceof StatefulRedisClusterConnection<String, byte[]> cluster
                && !(strangers.isEmpty() && primaries(cluster).equals(primaries));
    }

    /** A replica runs no scripts. What has become of one that is neither, the others do not know yet. */
    private void identifyStrangers() {
        strangers.values().removeIf(this::isKnown);
        strangers
                .keySet()
                .forEach(stranger -> stranger.async().info(REPLICATION).thenAccept(info -> {
                    if (info.contains(REPLICA)) {
                        strangers.remove(stranger);
                    }
                }));
    }

    /** Whether it is a primary that was asked for its run, by a connection that would have broken with that. */
    private boolean isKnown(SocketAddress address) {
        return connection instanceof StatefulRedisClusterConnection<String, byte[]> cluster
                && address instanceof InetSocketAddress known
                && cluster.getPartitions().stream()
                        .filter(node -> primaries.contains(node.getNodeId()))
                        .map(RedisClusterNode::getUri)
                        .anyMatch(uri -> uri.getPort() == known.getPort()
                                && (uri.getHost().equals(known.getHostString())
                                        || uri.getHost()
                                                .equals(known.getAddress().getHostAddress())));
    }

    private static Set<String> primaries(StatefulRedisClusterConnection<String, byte[]> cluster) {
        return cluster.getPartitions().stream()
                .filter(Connections::isPrimary)
                .map(RedisClusterNode::getNodeId)
                .collect(Collectors.toSet());
    }

    /** One that has failed is asked in vain, until another one has its slots. */
    static boolean isPrimary(RedisClusterNode node) {
        return node.is(NodeFlag.UPSTREAM) && !node.hasNoSlots();
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
        client.removeListener(ofNodes);
        StatefulConnection<String, byte[]> open = connection;
        connection = null;
        if (open != null) {
            close(open);
        }
    }

    /** The application may have closed its client first, and all connections with it. */
    static void close(StatefulConnection<?, ?> connection) {
        if (!(connection instanceof RedisChannelHandler<?, ?> handler && handler.isClosed())) {
            connection.close();
        }
    }

    /** Tells those connections from others of the client's, as of the application or to ask who the nodes are. */
    private final class OfNodes implements RedisConnectionStateListener {

        @Override
        public void onRedisConnected(RedisChannelHandler<?, ?> handler, SocketAddress address) {
            if (isOurs(handler) && !isKnown(address)) {
                strangers.put((StatefulRedisConnectionImpl<?, ?>) handler, address);
                states.onRedisConnected(handler, address);
            }
        }

        @Override
        public void onRedisDisconnected(RedisChannelHandler<?, ?> handler) {
            if (isOurs(handler)) {
                strangers.remove(handler);
                states.onRedisDisconnected(handler);
            }
        }

        private static boolean isOurs(RedisChannelHandler<?, ?> handler) {
            return handler instanceof StatefulRedisConnectionImpl<?, ?> node && node.getCodec() == Scripts.CODEC;
        }
    }
}
