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

import io.wellspring.engine.CacheRegistry;
import io.wellspring.fleet.process.Board.Count;
import io.wellspring.store.redis.RedisFleet;
import jakarta.persistence.EntityManager;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One process of the fleet. It does what its standard input says, and answers on its standard output; it ends with its input, and
 * so with the test.
 */
final class FleetProcess {

    private final int node;
    private final boolean strict;
    private final Board board;
    private final ConfigurableApplicationContext context;
    private final Articles articles;
    private final AtomicLongArray own = new AtomicLongArray(Board.ARTICLES);
    private final List<Thread> running = new ArrayList<>();
    private volatile boolean stopped;

    private FleetProcess(int node, boolean strict, Board board, ConfigurableApplicationContext context) {
        this.node = node;
        this.strict = strict;
        this.board = board;
        this.context = context;
        this.articles = context.getBean(Articles.class);
    }

    /** @param args the number of the node, the file of the board, and options of Spring Boot */
    public static void main(String[] args) throws IOException {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            Runtime.getRuntime().halt(1);
        });
        String[] options = List.of(args).subList(2, args.length).toArray(String[]::new);
        ConfigurableApplicationContext context = new SpringApplicationBuilder(FleetApplication.class)
                .web(WebApplicationType.NONE)
                .run(options);
        RedisFleet fleet = context.getBean(RedisFleet.class);
        while (!fleet.isProven(System.nanoTime())) {
            Thread.onSpinWait();
        }
        boolean strict = "0".equals(context.getEnvironment().getProperty("wellspring.defaults.maximum-size"));
        FleetProcess process =
                new FleetProcess(Integer.parseInt(args[0]), strict, new Board(Path.of(args[1])), context);
        say("READY " + System.nanoTime());
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            process.obey(order.split(" "));
        }
        Runtime.getRuntime().halt(0);
    }

    static synchronized void say(String line) {
        System.out.println(line);
    }

    private void obey(String[] order) {
        switch (order[0]) {
            case "run" -> run();
            case "stop" -> stop();
            case "halt" -> context.getBean(Halt.class).at(Halt.Point.valueOf(order[1]));
            case "burst" -> burst(Long.parseLong(order[1]), Long.parseLong(order[2]), Integer.parseInt(order[3]));
            case "compare" -> compare();
            default -> throw new IllegalArgumentException(order[0]);
        }
    }

    private void run() {
        stopped = false;
        long heartbeat = context.getEnvironment()
                .getProperty("wellspring.redis.heartbeat", Duration.class, Duration.ofSeconds(1))
                .toNanos();
        String onMarkFailure = context.getEnvironment().getProperty("wellspring.redis.on-mark-failure", "best-effort");
        boolean told = onMarkFailure.equals("reject");
        long tolerated = switch (onMarkFailure) {
            case "reject" -> heartbeat;
            // Until a node looks for rows, has told what they say, and the others have heard it.
            case "outbox" -> 3 * heartbeat;
            default -> Long.MAX_VALUE;
        };
        Readers readers =
                new Readers(node, strict, told, tolerated, articles, context.getBean(CacheRegistry.class), board, own);
        Writers writers = new Writers(
                node,
                articles,
                context.getBean(EntityManager.class),
                new TransactionTemplate(context.getBean(PlatformTransactionManager.class)),
                board,
                own);
        for (int i = 0; i < Readers.THREADS; i++) {
            int thread = i;
            start("reader-" + i, random -> readers.readAs(thread, random));
        }
        for (int i = 0; i < Writers.THREADS; i++) {
            start(Halt.WRITER + "-" + i, writers::write);
        }
    }

    private void start(String name, Consumer<SplittableRandom> work) {
        SplittableRandom random = new SplittableRandom();
        Thread thread = new Thread(
                () -> {
                    while (!stopped) {
                        work.accept(random);
                    }
                },
                name);
        running.add(thread);
        thread.start();
    }

    private void stop() {
        stopped = true;
        running.forEach(FleetProcess::join);
        running.clear();
        say("STOPPED");
    }

    /** Many threads read one key at the same time, which is the same for all processes. */
    private void burst(long key, long at, int threads) {
        Cold cold = context.getBean(Cold.class);
        int before = cold.loads();
        List<Thread> all = IntStream.range(0, threads)
                .mapToObj(i -> new Thread(() -> {
                    LockSupport.parkNanos(at - System.nanoTime());
                    cold.read(key);
                }))
                .toList();
        all.forEach(Thread::start);
        all.forEach(FleetProcess::join);
        say("LOADED " + (cold.loads() - before));
    }

    /** With no writer left, what is cached is what the rows hold. */
    private void compare() {
        context.getBean(JdbcTemplate.class).query("select id, revision, payload from article", row -> {
            ArticleView stored = new ArticleView(row.getLong(1), row.getLong(2), row.getString(3));
            for (ReadForm form : ReadForm.values()) {
                // Twice: what a read found, and what it left behind.
                for (int i = 0; i < 2; i++) {
                    if (!form.read(articles, (int) stored.id()).contains(stored)) {
                        board.count(node, Count.VIOLATIONS);
                        say("VIOLATION at rest: " + form + " does not see " + stored);
                    }
                }
            }
        });
        say("COMPARED " + context.getBean(CacheRegistry.class).known("article").statistics());
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
