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

import static org.awaitility.Awaitility.await;

import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import redis.embedded.RedisServer;

/** A real Redis, empty before each test, and what is published on it. */
public final class TestRedis implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

    static final String CHANNEL = "test:bus";

    final List<String> published = new CopyOnWriteArrayList<>();
    private RedisServer server;
    private int port;
    private Path directory;
    private long pid;
    private RedisClient client;
    private StatefulRedisConnection<String, byte[]> connection;

    public StatefulRedisConnection<String, byte[]> connection() {
        return connection;
    }

    /** Returns how often it was asked for a script since it was started. */
    public long scriptsRun() {
        String calls = "cmdstat_evalsha:calls=";
        return connection
                .sync()
                .info("commandstats")
                .lines()
                .filter(line -> line.startsWith(calls))
                .mapToLong(line -> Long.parseLong(line.substring(calls.length(), line.indexOf(','))))
                .findFirst()
                .orElse(0);
    }

    public int port() {
        return port;
    }

    Scripts scripts() {
        return new Scripts(() -> connection);
    }

    /** Waits until everything is delivered that was published before. */
    List<String> published() {
        String last = "last " + published.size() + " " + System.nanoTime();
        connection.sync().publish(CHANNEL, last.getBytes(StandardCharsets.UTF_8));
        await().until(() -> published.remove(last));
        return List.copyOf(published);
    }

    StatefulRedisPubSubConnection<String, String> subscription() {
        return client.connectPubSub();
    }

    /** Returns a client of its own, as another process would have. */
    public RedisClient newClient() {
        return newClient(port);
    }

    /** Returns a client that comes by way of another port. */
    public static RedisClient newClient(int port) {
        return RedisClient.create(RedisURI.create("localhost", port));
    }

    /** Kills the server; what it held is lost, but for what it last saved. */
    public void kill() throws IOException {
        signal("KILL");
        server.stop();
    }

    public void start() throws IOException {
        server = newServer();
        server.start();
        await().ignoreExceptions().until(() -> connection.sync().ping().equals("PONG"));
        pid = pid(connection.sync().info("server"));
    }

    /** Stops the process where it is. */
    public void pause() {
        signal("STOP");
    }

    public void resume() {
        signal("CONT");
    }

    /** Cuts the connections of all who subscribe. */
    public void killSubscriptions() {
        connection.sync().clientKill(KillArgs.Builder.typePubsub());
    }

    /** Cuts all other connections. */
    public void killCommands() {
        connection.sync().clientKill(KillArgs.Builder.typeNormal());
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).start().waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        port = freePort();
        directory = Files.createTempDirectory("redis");
        server = newServer();
        server.start();
        client = RedisClient.create(RedisURI.create("localhost", port));
        connection = client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
        pid = pid(connection.sync().info("server"));
        StatefulRedisPubSubConnection<String, String> subscription = client.connectPubSub();
        subscription.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, String message) {
                published.add(message);
            }
        });
        subscription.sync().subscribe(CHANNEL);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        connection.sync().flushall();
        published();
        published.clear();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        client.shutdown();
        server.stop();
    }

    private RedisServer newServer() throws IOException {
        return Servers.builder()
                .port(port)
                .setting("save \"\"")
                .setting("dir " + directory)
                .build();
    }

    private static long pid(String info) {
        return info.lines()
                .filter(line -> line.startsWith("process_id:"))
                .mapToLong(line ->
                        Long.parseLong(line.substring("process_id:".length()).strip()))
                .findFirst()
                .orElseThrow();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
