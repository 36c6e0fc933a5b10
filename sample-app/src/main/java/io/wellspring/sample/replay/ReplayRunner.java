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
package io.wellspring.sample.replay;

import java.io.Console;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.stereotype.Component;
import org.springframework.util.ReflectionUtils;

/**
 * Replays the trace that {@code --replay=FILE} names, at most {@code --replay-limit=N} accesses of it; with {@code --replay-rate=N}
 * so many in a second, to be watched.
 */
@Component
public class ReplayRunner implements ApplicationRunner, ExitCodeGenerator {

    private static final String FILE_OPTION = "replay";

    private static final String LIMIT_OPTION = "replay-limit";

    private static final String RATE_OPTION = "replay-rate";

    private final Replay replay;

    private int exitCode;

    ReplayRunner(Replay replay) {
        this.replay = replay;
    }

    public static boolean isRequestedBy(ApplicationArguments arguments) {
        return arguments.containsOption(FILE_OPTION);
    }

    /** Whether somebody looks at the application meanwhile. */
    public static boolean isWatched(ApplicationArguments arguments) {
        return arguments.containsOption(RATE_OPTION);
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!isRequestedBy(arguments)) {
            return;
        }
        PrintStream out = System.out;
        try {
            String file = value(arguments, FILE_OPTION);
            Trace trace = TraceReader.read(path(file), number(arguments, LIMIT_OPTION));
            Pace pace = new Pace(number(arguments, RATE_OPTION));
            out.printf("Replay of %s%n", file);
            ReplayReport report = replay.run(trace, pace, new Progress(out, isTerminal()));
            out.printf("%n%s", report.table());
        } catch (TraceException ex) {
            System.err.println(ex.getMessage());
            exitCode = 1;
        }
    }

    @Override
    public int getExitCode() {
        return exitCode;
    }

    /** Returns the number that an option has; the greatest where it is not there. */
    private static int number(ApplicationArguments arguments, String option) throws TraceException {
        if (!arguments.containsOption(option)) {
            return Integer.MAX_VALUE;
        }
        String value = value(arguments, option);
        try {
            int number = Integer.parseInt(value);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException ex) {
            // answered below, like a number that makes no sense
        }
        throw new TraceException("--" + option + " needs a positive number, not '" + value + "'");
    }

    private static Path path(String file) throws TraceException {
        try {
            return Path.of(file);
        } catch (InvalidPathException ex) {
            throw new TraceException("There is no trace file " + file);
        }
    }

    private static String value(ApplicationArguments arguments, String option) throws TraceException {
        List<String> values = arguments.getOptionValues(option);
        if (values == null || values.size() != 1) {
            throw new TraceException("--" + option + " needs one value: --" + option + "=...");
        }
        return values.get(0);
    }

    @SuppressWarnings("SystemConsoleNull") // which is why it is asked further, where it can be asked
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        Method isTerminal = ReflectionUtils.findMethod(Console.class, "isTerminal"); // since Java 22
        return isTerminal == null || Boolean.TRUE.equals(ReflectionUtils.invokeMethod(isTerminal, console));
    }
}
