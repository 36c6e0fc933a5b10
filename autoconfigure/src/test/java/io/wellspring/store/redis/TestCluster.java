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

import io.lettuce.core.MigrateArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import redis.embedded.RedisServer;

/** A real Redis Cluster of three primaries, each with a replica; whole and empty before each test. */
public final class TestCluster implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

    private static final int PRIMARIES = 3;
    private static final String TIMEOUT = "1000";
    private static final int MIGRATION_MILLIS = 1000;

    private final List<Member> members = new ArrayList<>();
    private RedisClient client;
    private RedisClusterClient clusterClient;
    private StatefulRedisClusterConnection<String, String> connection;

    /** One process. */
    public static final class Member {

        private final int port = freePort();
        private final Path directory = newDirectory();
        private RedisServer server;
        private StatefulRedisConnection<String, String> connection;
        private long pid;

        public RedisCommands<String, String> commands() {
            return connection.sync();
        }

        /** Kills it; what it held is lost. */
        public void kill() throws IOException, InterruptedException {
            new ProcessBuilder("kill", "-KILL", String.valueOf(pid)).start().waitFor();
            server.stop();
        }

        public boolean isAlive() {
            return server.isActive();
        }

        /** Names the time that it has held its data without a break. */
        public String run() {
            return info("server")
                    .lines()
                    .filter(line -> line.startsWith("run_id:"))
                    .map(line -> line.substring("run_id:".length()).strip())
                    .findFirst()
                    .orElseThrow();
        }

        String id() {
            return commands().clusterMyId();
        }

        boolean isPrimary() {
            return info("replication").contains("role:master");
        }

        /** Whether it hears of what nodes tell each other from its own subscribers. */
        public boolean hasSubscribers(String channel) {
            return commands().pubsubNumsub(channel).get(channel) > 0;
        }

        private String info(String section) {
            return commands().info(section);
        }

        private void start(RedisClient client) throws IOException {
            server = Servers.builder()
                    .port(port)
                    .setting("cluster-enabled yes")
                    .setting("cluster-node-timeout " + TIMEOUT)
                    .setting("cluster-replica-validity-factor 0")
                    .setting("save \"\"")
                    .setting("dir " + directory)
                    .build();
            server.start();
            if (connection != null) {
                connection.close();
            }
            connection = client.connect(RedisURI.create("localhost", port));
            await().ignoreExceptions().until(() -> commands().ping().equals("PONG"));
            pid = info("server")
                    .lines()
                    .filter(line -> line.startsWith("process_id:"))
                    .mapToLong(line -> Long.parseLong(
                            line.substring("process_id:".length()).strip()))
                    .findFirst()
                    .orElseThrow();
        }

        private static Path newDirectory() {
            try {
                return Files.createTempDirectory("redis-cluster");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        /** One that leaves room for the port of the cluster's bus, which is ten thousand above. */
        private static int freePort() {
            while (true) {
                try (ServerSocket socket = new ServerSocket(0)) {
                    int port = socket.getLocalPort() % 20_000 + 20_000;
                    new ServerSocket(port).close();
                    new ServerSocket(port + 10_000).close();
                    return port;
                } catch (IOException e) {
                    // It is taken: another one.
                }
            }
        }
    }

    /** Returns a client of its own, as another process would have, which does not ask by itself who the primaries are. */
    public RedisClusterClient newClient() {
        RedisClusterClient made = RedisClusterClient.create(members.stream()
                .map(member -> RedisURI.create("localhost", member.port))
                .toList());
        made.setOptions(ClusterClientOptions.builder()
                .topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                        .disableAllAdaptiveRefreshTriggers()
                        .build())
                .build());
        return made;
    }

    public List<String> addresses() {
        return members.stream().map(member -> "localhost:" + member.port).toList();
    }

    public StatefulRedisClusterConnection<String, String> connection() {
        return connection;
    }

    public List<Member> members() {
        return List.copyOf(members);
    }

    public Member replicaOf(Member primary) {
        String id = primary.id();
        return members.stream()
                .filter(member ->
                        member.commands().clusterNodes().lines().anyMatch(line -> line.contains("myself,slave " + id)))
                .findFirst()
                .orElseThrow();
    }

    public List<Member> primaries() {
        return members.stream()
                .filter(member -> member.isAlive() && member.isPrimary())
                .toList();
    }

    /** Returns the primary that owns the slot of a name. */
    public Member ownerOf(String name) {
        int slot = SlotHash.getSlot(name);
        return primaries().stream()
                .filter(member -> owns(member, slot))
                .findFirst()
                .orElseThrow();
    }

    private static boolean owns(Member member, int slot) {
        return member.commands().clusterSlots().stream().anyMatch(range -> {
            List<?> fields = (List<?>) range;
            String id = (String) ((List<?>) fields.get(2)).get(2);
            return (Long) fields.get(0) <= slot && slot <= (Long) fields.get(1) && id.equals(member.id());
        });
    }

    /** Adds a primary that owns no slot. */
    public Member join() throws IOException {
        Member member = new Member();
        member.start(client);
        members.get(0).commands().clusterMeet("127.0.0.1", member.port);
        await().until(() -> member.commands().clusterInfo().contains("cluster_state:ok")
                && members.stream()
                        .allMatch(each -> each.commands().clusterNodes().contains(member.id())));
        return member;
    }

    /** Takes it out again, once it owns no slot any more. */
    public void leave(Member member) throws IOException {
        String id = member.id();
        member.connection.close();
        member.server.stop();
        members.forEach(each -> each.commands().clusterForget(id));
    }

    /** Begins to move a slot. */
    public void beginToMove(int slot, Member from, Member to) {
        to.commands().clusterSetSlotImporting(slot, from.id());
        from.commands().clusterSetSlotMigrating(slot, to.id());
    }

    /** Moves one name of a slot that is about to move. */
    public void moveName(String name, Member from, Member to) {
        from.commands().migrate("localhost", to.port, 0, MIGRATION_MILLIS, MigrateArgs.Builder.keys(name));
    }

    /** Moves what is left of a slot, name by name, and ends that. */
    public void endToMove(int slot, Member from, Member to) {
        for (List<String> names = from.commands().clusterGetKeysInSlot(slot, 10);
                !names.isEmpty();
                names = from.commands().clusterGetKeysInSlot(slot, 10)) {
            names.forEach(name -> moveName(name, from, to));
        }
        to.commands().clusterSetSlotNode(slot, to.id());
        try {
            from.commands().clusterSetSlotNode(slot, to.id());
        } catch (RedisCommandExecutionException e) {
            // One that has given away its last slot may have heard of it, and be a replica by now.
            await().until(() -> !from.isPrimary());
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        client = RedisClient.create();
        for (int i = 0; i < 2 * PRIMARIES; i++) {
            Member member = new Member();
            members.add(member);
            member.start(client);
        }
        Member first = members.get(0);
        for (Member other : members.subList(1, members.size())) {
            first.commands().clusterMeet("127.0.0.1", other.port);
        }
        for (int i = 0; i < PRIMARIES; i++) {
            int from = SlotHash.SLOT_COUNT * i / PRIMARIES;
            int to = SlotHash.SLOT_COUNT * (i + 1) / PRIMARIES;
            members.get(i).commands().clusterAddSlots(IntStream.range(from, to).toArray());
        }
        await().until(() -> members.stream()
                .allMatch(member -> member.commands().clusterNodes().lines().count() == 2 * PRIMARIES));
        for (int i = 0; i < PRIMARIES; i++) {
            Member primary = members.get(i);
            Member replica = members.get(i + PRIMARIES);
            await().ignoreExceptions()
                    .until(() ->
                            replica.commands().clusterReplicate(primary.id()).equals("OK"));
        }
        awaitWhole();
        clusterClient = newClient();
        connection = clusterClient.connect();
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        restore();
        primaries().forEach(primary -> primary.commands().flushall());
    }

    /** Starts what was killed, and waits until each primary has a replica again. */
    public void restore() throws IOException {
        for (Member member : members) {
            if (!member.isAlive()) {
                member.start(client);
            }
        }
        awaitWhole();
    }

    private void awaitWhole() {
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(() -> members.stream()
                                .allMatch(member -> member.commands()
                                                .clusterInfo()
                                                .contains("cluster_state:ok")
                                        && (member.isPrimary()
                                                ? member.info("replication").contains("connected_slaves:1")
                                                : member.info("replication").contains("master_link_status:up")))
                        && primaries().size() == PRIMARIES);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (clusterClient != null) {
            clusterClient.shutdown();
        }
        client.shutdown();
        IOException failure = null;
        for (Member member : members) {
            try {
                member.server.stop();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
