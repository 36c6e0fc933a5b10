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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceReaderTests {

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = directory.resolve("test.trace");
    }

    @Test
    void readsAPlainTrace() throws Exception {
        assertRanks(TraceFiles.plain(file, keys()));
    }

    @Test
    void readsACompressedTraceWhateverItsName() throws Exception {
        assertRanks(TraceFiles.compressed(file, keys()));
        assertRanks(TraceFiles.compressed(directory.resolve("test.trace.xz"), keys()));
    }

    @Test
    void readsATraceOfManyBlocks() throws Exception {
        Trace trace = read(TraceFiles.plain(file, IntStream.range(0, 100_000).map(access -> access % 7_000)));
        assertThat(trace.length()).isEqualTo(100_000);
        assertThat(trace.distinctKeys()).isEqualTo(7_000);
        assertThat(trace.rank(99_999)).isEqualTo(99_999 % 7_000);
    }

    @Test
    void readsUpToALimit() throws Exception {
        Trace trace = TraceReader.read(TraceFiles.compressed(file, keys()), 3);
        assertThat(trace.length()).isEqualTo(3);
        assertThat(trace.distinctKeys()).isEqualTo(2);
    }

    @Test
    void refusesAMissingFile() {
        assertRefused(file, "There is no trace file " + file);
        assertRefused(directory, "There is no trace file " + directory);
    }

    @Test
    void refusesAnEmptyFile() throws IOException {
        assertRefused(Files.createFile(file), "Trace file " + file + " is empty");
    }

    @Test
    void refusesAPlainFileThatEndsWithinAnAccess() throws IOException {
        assertRefused(
                TraceFiles.truncated(TraceFiles.plain(file, keys()), 1),
                "Trace file " + file + " is truncated: it ends within an access");
    }

    @Test
    void refusesATruncatedCompressedFile() throws IOException {
        assertRefused(
                TraceFiles.truncated(TraceFiles.compressed(file, keys()), 9), "Trace file " + file + " is truncated");
    }

    @Test
    void refusesAWrongMagicNumber() throws IOException {
        Path named = directory.resolve("test.trace.xz");
        assertRefused(TraceFiles.plain(named, keys()), "Trace file " + named + " is not an xz file");
    }

    @Test
    void refusesACorruptCompressedFile() throws IOException {
        byte[] bytes = Files.readAllBytes(TraceFiles.compressed(file, keys()));
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThatExceptionOfType(TraceException.class)
                .isThrownBy(() -> read(file))
                .withMessageStartingWith("Trace file " + file + " cannot be read: ");
    }

    private static IntStream keys() {
        return IntStream.of(0x12345678, -7, 0x12345678, 3, -7, Integer.MAX_VALUE);
    }

    private static void assertRanks(Path file) throws TraceException {
        Trace trace = read(file);
        assertThat(IntStream.range(0, trace.length()).map(trace::rank)).containsExactly(0, 1, 0, 2, 1, 3);
        assertThat(trace.distinctKeys()).isEqualTo(4);
    }

    private static void assertRefused(Path file, String message) {
        assertThatExceptionOfType(TraceException.class)
                .isThrownBy(() -> read(file))
                .withMessage(message);
    }

    private static Trace read(Path file) throws TraceException {
        return TraceReader.read(file, Integer.MAX_VALUE);
    }
}
