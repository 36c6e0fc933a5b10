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

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is measured without JMH, and printed as a table. */
@FunctionalInterface
interface Program {

    /** By their options. */
    Map<String, Program> ALL = Map.of(
            "--memory", entries -> Memory.table(number(entries, 1_000_000)),
            "--growth", entries -> Growth.table(number(entries, 1_000_000)),
            "--threads", rounds -> TwoThreads.table(number(rounds, 20)),
            "--stampede", keys -> Stampede.table(number(keys, 50)),
            "--start-up", runs -> StartUp.table(number(runs, 15)),
            "--listing", entries -> Listing.table(number(entries, 1_000_000)),
            "--replay", Replay::table);

    /**
     * Measures, and returns the table.
     *
     * @param value what follows the option and an equals sign; empty where nothing does
     */
    String table(String value) throws Exception;

    /** Returns the table of the first program that the arguments name, if they name any. */
    static Optional<String> tableOf(List<String> arguments) throws Exception {
        for (String argument : arguments) {
            int end = argument.indexOf('=');
            Program program = ALL.get(end < 0 ? argument : argument.substring(0, end));
            if (program != null) {
                return Optional.of(program.table(end < 0 ? "" : argument.substring(end + 1)));
            }
        }
        return Optional.empty();
    }

    private static int number(String value, int otherwise) {
        return value.isEmpty() ? otherwise : Integer.parseInt(value);
    }
}
