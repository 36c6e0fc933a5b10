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

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.profile.AsyncProfiler;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks and prints their tables. Takes the options of JMH; {@code --smoke}, which only shows whether they run; {@code --guard},
 * which only shows whether a hit takes less than with Spring's own annotation; {@code --profile}, which draws what takes the time;
 * and the option of a {@link Program}, which is run instead. Ends with a failure if one of them fails.
 */
final class Benchmarks {

    private static final TimeValue MOMENT = TimeValue.milliseconds(200);

    private Benchmarks() {}

    public static void main(String[] arguments) throws Exception {
        List<String> rest = new ArrayList<>(List.of(arguments));
        Optional<String> table = Program.tableOf(rest);
        if (table.isPresent()) {
            System.out.print(table.get());
            return;
        }
        if (rest.remove(Stampede.FOLLOW)) {
            Stampede.follow(rest.get(0), rest.get(1));
            return;
        }
        boolean smoke = rest.remove("--smoke");
        boolean guard = rest.remove("--guard");
        boolean profile = rest.remove("--profile");
        ChainedOptionsBuilder options = new OptionsBuilder()
                .parent(new CommandLineOptions(rest.toArray(String[]::new)))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true);
        if (smoke) {
            options.warmupIterations(1)
                    .warmupTime(MOMENT)
                    .measurementIterations(1)
                    .measurementTime(MOMENT)
                    // A JVM for each, and each hit in all surroundings, would take minutes.
                    .forks(0)
                    .param("surroundings", Surroundings.READ_WRITE_LOADED.name());
            // It measures nothing that another run beside it could disturb.
            System.setProperty("jmh.ignoreLock", "true");
        }
        if (guard) {
            options.include(HitBenchmark.class.getName())
                    .warmupIterations(5)
                    .warmupTime(TimeValue.seconds(1))
                    .measurementIterations(5)
                    .measurementTime(TimeValue.seconds(1))
                    .forks(1);
        }
        if (profile) {
            options.addProfiler(AsyncProfiler.class, Profile.options());
        }
        // The tables alone go to standard output, so that they can be redirected into a document.
        PrintStream progress = System.err;
        Runner runner =
                new Runner(options.build(), OutputFormatFactory.createFormatInstance(progress, VerboseMode.NORMAL));
        Collection<RunResult> results = runner.run();
        System.out.print(Report.of(results));
        if (guard) {
            requireFasterThanSpring(TurnTable.ofContenders(results));
        }
    }

    /** With a wide margin: five times as fast is what is aimed at. */
    private static void requireFasterThanSpring(TurnTable<Contender> table) {
        double ratio = table.ratio(Contender.WELLSPRING, Contender.SPRING_CACHEABLE);
        if (ratio >= 1) {
            throw new IllegalStateException("A hit takes " + ratio
                    + " times as long as with Spring's @Cacheable: the hit path has become slow");
        }
    }
}
