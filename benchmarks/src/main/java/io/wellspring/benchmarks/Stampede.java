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
package io.wellspring.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.StringTokenizer;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Has a crowd of callers ask for one key at once that is not there: how many loads there are, and how long a caller waits. Where nodes
 * share a cache, a second process has as many callers of its own, which ask at the same time.
 */
final class Stampede {

    /** The option with which the second process is started. */
    static final String FOLLOW = "--stampede-of";

    private static final int CALLERS = 64;

    /** In milliseconds: so long before it begins, a round is announced. */
    private static final int NOTICE = 50;

    /** Rounds that are not counted: the code is compiled, and connections are made. */
    private static final int WARM_UP = 20;

    private static final String ANSWER = "waits";

    private Stampede() {}

    /** @param rounds how many keys are asked for */
    static String table(int rounds) throws IOException, InterruptedException {
        try (OwnRedis server = OwnRedis.start()) {
            List<String> lines = new ArrayList<>();
            for (Crowd crowd : Crowd.values()) {
                lines.add(line(crowd, server.port(), rounds));
            }
            return String.format(
                    Locale.ROOT, """
                    | %d callers in each process, a load takes %d ms | processes | loads of a key | most | waits, median | p99 |
                    |---|---:|---:|---:|---:|---:|
                    %s

                    %d keys. %s
                    """, CALLERS, Slow.LOAD, String.join("\n", lines), rounds, Figures.machine());
        }
    }

    private static String line(Crowd crowd, int port, int rounds) throws IOException, InterruptedException {
        List<Round> all = new ArrayList<>();
        try (Asking here = new Asking(crowd, port);
                Other other = crowd.processes() > 1 ? Other.start(crowd, port) : null) {
            for (int i = 0; i < WARM_UP + rounds; i++) {
                long id = Catalogue.FIRST_ID + i;
                long begin = System.currentTimeMillis() + NOTICE;
                if (other != null) {
                    other.announce(id, begin);
                }
                Round round = here.ask(id, begin);
                if (i >= WARM_UP) {
                    all.add(other == null ? round : round.with(other.round()));
                } else if (other != null) {
                    other.round();
                }
            }
        }
        Sample millis =
                Sample.of(all.stream().flatMap(round -> round.micros.stream()).mapToDouble(micros -> micros / 1e3));
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.2f | %d | %.1f ms | %.1f ms |",
                crowd.label(),
                crowd.processes(),
                all.stream().mapToInt(Round::loads).average().orElseThrow(),
                all.stream().mapToInt(Round::loads).max().orElseThrow(),
                millis.median(),
                millis.at(0.99));
    }

    /** Asks when it is told to, in a process of its own. */
    static void follow(String crowd, String port) throws IOException, InterruptedException {
        PrintStream answers = System.out;
        try (Asking here = new Asking(Crowd.valueOf(crowd), Integer.parseInt(port));
                BufferedReader told = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            answers.println(new Round(0, List.of()));
            for (String line = told.readLine(); line != null; line = told.readLine()) {
                StringTokenizer words = new StringTokenizer(line);
                answers.println(here.ask(Long.parseLong(words.nextToken()), Long.parseLong(words.nextToken())));
            }
        }
    }

    /** @param micros how long each caller waited, in microseconds */
    private record Round(int loads, List<Long> micros) {

        static Round parse(String line) {
            StringTokenizer words = new StringTokenizer(line.substring(ANSWER.length()));
            int loads = Integer.parseInt(words.nextToken());
            List<Long> micros = new ArrayList<>();
            while (words.hasMoreTokens()) {
                micros.add(Long.valueOf(words.nextToken()));
            }
            return new Round(loads, micros);
        }

        Round with(Round other) {
            return new Round(
                    loads + other.loads,
                    Stream.concat(micros.stream(), other.micros.stream()).toList());
        }

        @Override
        public String toString() {
            return ANSWER + " " + loads + " "
                    + micros.stream().map(String::valueOf).collect(Collectors.joining(" "));
        }
    }

    /** The callers of this process. */
    private static final class Asking implements AutoCloseable {

        private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        private final ConfigurableApplicationContext application;
        private final Slow slow;
        private final Crowd crowd;

        Asking(Crowd crowd, int port) {
            this.crowd = crowd;
            this.application = crowd.start(port);
            this.slow = application.getBean(Slow.class);
        }

        Round ask(long id, long begin) throws InterruptedException {
            Callable<Long> call = () -> {
                while (System.currentTimeMillis() < begin) {
                    LockSupport.parkUntil(begin);
                }
                long began = System.nanoTime();
                Objects.requireNonNull(crowd.call(slow, id));
                return (System.nanoTime() - began) / 1_000;
            };
            List<Callable<Long>> calls = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                calls.add(call);
            }
            List<Long> micros = new ArrayList<>();
            for (Future<Long> wait : callers.invokeAll(calls)) {
                try {
                    micros.add(wait.get());
                } catch (ExecutionException e) {
                    throw new IllegalStateException(crowd.label() + " failed", e);
                }
            }
            return new Round(slow.takeLoads(), micros);
        }

        @Override
        public void close() {
            callers.shutdown();
            application.close();
        }
    }

    /** The callers of another process. */
    private record Other(Process process, PrintStream told, BufferedReader answers) implements AutoCloseable {

        static Other start(Crowd crowd, int port) throws IOException {
            Process process = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElse("java"),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Benchmarks.class.getName(),
                            FOLLOW,
                            crowd.name(),
                            String.valueOf(port))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            Other other = new Other(
                    process,
                    new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII),
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII)));
            other.round();
            return other;
        }

        void announce(long id, long begin) {
            told.println(id + " " + begin);
        }

        Round round() throws IOException {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                // Others write there too.
                if (line.startsWith(ANSWER)) {
                    return Round.parse(line);
                }
            }
            throw new IllegalStateException("The other process has ended");
        }

        @Override
        public void close() {
            told.close();
            process.onExit().join();
        }
    }
}
