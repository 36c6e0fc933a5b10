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

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The profiler that JMH is to run: async-profiler, whose library comes with the class path. */
final class Profile {

    /** Where the flame graphs are written, in a folder for each benchmark. */
    private static final Path FOLDER = Path.of("benchmarks", "target", "profile");

    private Profile() {}

    /**
     * Returns the options of JMH's profiler.
     *
     * @throws IllegalStateException where the profiler has no library for this kind of machine
     */
    static String options() throws IOException {
        return "libPath=" + library().toAbsolutePath() + ";event=cpu;interval=500000;output=flamegraph;dir=" + FOLDER;
    }

    private static Path library() throws IOException {
        String resource = "/" + platform() + "/libasyncProfiler.so";
        try (InputStream library = Profile.class.getResourceAsStream(resource)) {
            if (library == null) {
                throw new IllegalStateException("There is no profiler for " + platform()
                        + ": run it on Linux, or name one of your own to JMH with -prof");
            }
            Files.createDirectories(FOLDER);
            Path copy = Files.createTempFile("async-profiler", ".so");
            copy.toFile().deleteOnExit();
            Files.write(copy, library.readAllBytes());
            return copy;
        }
    }

    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (system.startsWith("mac")) {
            return "macos";
        }
        return system + (System.getProperty("os.arch").equals("aarch64") ? "-arm64" : "-x64");
    }
}
