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

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Writes traces for tests. */
final class TraceFiles {

    private TraceFiles() {}

    static Path plain(Path file, IntStream keys) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            write(out, keys);
        }
        return file;
    }

    static Path compressed(Path file, IntStream keys) throws IOException {
        try (OutputStream out = new XZOutputStream(Files.newOutputStream(file), new LZMA2Options())) {
            write(out, keys);
        }
        return file;
    }

    /** Cuts off the last bytes of a file. */
    static Path truncated(Path file, int bytes) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        return Files.write(file, Arrays.copyOf(whole, whole.length - bytes));
    }

    private static void write(OutputStream out, IntStream keys) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        for (int key : keys.toArray()) {
            data.writeInt(key);
        }
        data.flush();
    }
}
