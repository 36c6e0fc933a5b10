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
package io.wellspring.fleet.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.fleet.process.Board.Count;
import io.wellspring.fleet.process.Board.Phase;
import io.wellspring.store.redis.TestRedis;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Three processes, one PostgreSQL, one Redis. The last of the processes keeps nothing in its own memory, so that all that it reads
 * is what the shared tier answers, or a load.
 */
final class Fleet implements AutoCloseable {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    final TestRedis redis;
    final Board board;
    final List<Node> nodes = new ArrayList<>();
    final Queue<String> found = new ConcurrentLinkedQueue<>();
    private final long begun = System.nanoTime();
    private final Path directory = Files.createTempDirectory("fleet");
    private final EmbeddedPostgres postgres = EmbeddedPostgres.start();

    Fleet(TestRedis redis, String... options) throws IOException, SQLException, InterruptedException {
        this.redis = redis;
        this.board = new Board(directory.resolve("board"));
        layOut();
        for (int node = 0; node < Board.NODES; node++) {
            List<String> all = new ArrayList<>(List.of(
                    "--spring.application.name=fleet",
                    "--spring.jpa.hibernate.ddl-auto=none",
                    "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                    "--spring.datasource.username=postgres",
                    "--spring.data.redis.port=" + redis.port(),
                    "--spring.main.banner-mode=off",
                    "--logging.level.root=error",
                    // A commit that was rejected is an error to Hibernate.
                    "--logging.level.org.hibernate.orm.synchronization=off",
                    "--wellspring.redis.enabled=true",
                    "--wellspring.redis.outbox.initialize-schema=always"));
            if (node == Board.NODES - 1) {
                all.add("--wellspring.defaults.maximum-size=0");
            }
            all.addAll(List.of(options));
            nodes.add(new Node(node, board, all, found));
        }
        nodes.forEach(Node::start);
        for (Node node : nodes) {
            ready(node);
        }
        System.out.println("The fleet has started after " + (System.nanoTime() - begun) / SECOND + " s");
    }

    private void layOut() throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table article (id bigint primary key, version bigint not null,"
                    + " revision bigint not null, payload varchar(64) not null, shelf bigint not null)");
            statement.execute("insert into article select id, 0, 0, id || ':0', id % " + Board.SHELVES
                    + " from generate_series(0, " + (Board.ARTICLES - 1) + ") id");
        }
    }

    /** Its clock is that of this process, or what is compared on the board means nothing. */
    private void ready(Node node) throws InterruptedException {
        long before = node.startedAt();
        assertThat(Long.parseLong(node.answer("READY"))).isBetween(before, System.nanoTime());
    }

    /** Starts a process again that was killed. */
    void restart(Node node) throws InterruptedException {
        node.start();
        ready(node);
        node.order("run");
    }

    /** Has a process come to a point of the protocol, and no further. Then it is started again, and runs. */
    void haltAt(Node node, Halt.Point point) throws InterruptedException {
        node.order("halt " + point);
        node.awaitEnd();
        restart(node);
    }

    /** Returns how often a key was loaded that many threads of all processes read at the same time. */
    int burst(long key, int threads) throws InterruptedException {
        long at = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
        for (Node node : nodes) {
            node.order("burst " + key + " " + at + " " + threads);
        }
        int loads = 0;
        for (Node node : nodes) {
            loads += Integer.parseInt(node.answer("LOADED"));
        }
        return loads;
    }

    void run() {
        nodes.forEach(node -> node.order("run"));
    }

    void stop() throws InterruptedException {
        for (Node node : nodes) {
            node.order("stop");
        }
        for (Node node : nodes) {
            node.answer("STOPPED");
        }
    }

    /** Lets the fleet do what it does. */
    void last(double seconds) {
        long until = System.nanoTime() + (long) (seconds * SECOND);
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Once a heartbeat has passed since the last write, every process holds every value against its row. */
    void compareAtRest() throws InterruptedException {
        last(1 - (System.nanoTime() - board.lastCommit()) / 1e9);
        for (Node node : nodes) {
            node.order("compare");
        }
        for (Node node : nodes) {
            System.out.println(node.answer("COMPARED"));
        }
    }

    /** In microseconds, for each node. */
    List<Long> percentile99(Phase phase) {
        List<Long> all = new ArrayList<>();
        for (int node = 0; node < Board.NODES; node++) {
            all.add(board.took(node, phase, 0.99) / 1000);
        }
        return all;
    }

    String report() {
        StringBuilder report = new StringBuilder();
        for (Count count : Count.values()) {
            report.append(count).append(' ').append(board.counted(count)).append(", ");
        }
        return report.append("stalest near hit ")
                .append(board.stalest() / 1000)
                .append(" us")
                .toString();
    }

    void assertNothingFound() {
        assertThat(found).isEmpty();
        assertThat(board.counted(Count.VIOLATIONS)).isZero();
    }

    @Override
    public void close() throws IOException {
        nodes.forEach(Node::close);
        postgres.close();
        Files.delete(board.file());
        Files.delete(directory);
    }
}
