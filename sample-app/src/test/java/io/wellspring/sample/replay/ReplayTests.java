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
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@SpringBootTest(webEnvironment = WebEnvironment.NONE, properties = "shop.products=60")
@ExtendWith(OutputCaptureExtension.class)
class ReplayTests {

    private static final int ACCESSES = 1_000;

    @Autowired
    private Replay replay;

    @TempDir
    private Path directory;

    @Test
    void countsWhatTheCacheSaves() throws Exception {
        ReplayReport report = replay(keys(50));
        assertThat(report.trace().length()).isEqualTo(ACCESSES);
        assertThat(report.trace().distinctKeys()).isEqualTo(50);
        assertThat(report.hitRatio()).isCloseTo(0.95, within(1e-9));
        assertThat(report.caffeine().median()).isCloseTo(0.95, within(1e-9));
        assertThat(report.cached().queries()).isEqualTo(50);
        assertThat(report.uncached().queries()).isEqualTo(ACCESSES);
        assertThat(report.cached().latency().getTotalCount()).isEqualTo(ACCESSES);
        assertThat(report.uncached().latency().getTotalCount()).isEqualTo(ACCESSES);
    }

    @Test
    void startsColdEachTime() throws Exception {
        replay(keys(50));
        assertThat(replay(keys(50)).cached().queries()).isEqualTo(50);
    }

    @Test
    void keysShareProductsWhereThereAreTooMany() throws Exception {
        ReplayReport report = replay(keys(100));
        assertThat(report.cached().queries()).isEqualTo(60);
        assertThat(report.table()).contains("The trace has more keys than the shop has products (60)");
    }

    @Test
    void printsATable() throws Exception {
        assertThat(replay(keys(50)).table().lines())
                .contains(
                        "                          with cache   without cache  plain Caffeine",
                        "Accesses                       1,000           1,000           1,000",
                        "Distinct keys                     50",
                        "Maximum size                  10,000                          10,000",
                        "Hit ratio                   95.000 %                        95.000 %",
                        "Difference             +0.000 points",
                        "Database queries                  50           1,000")
                .anyMatch(line -> line.startsWith("Latency p99.9"));
    }

    @Test
    void theRunnerReplaysAFileUpToALimit(CapturedOutput output) throws Exception {
        Path file = TraceFiles.compressed(directory.resolve("test.trace.xz"), keys(50));
        ReplayRunner runner = run("--replay=" + file, "--replay-limit=100");
        assertThat(runner.getExitCode()).isZero();
        assertThat(output.getOut())
                .contains("Replay of " + file)
                .contains("100%")
                .containsPattern("Accesses +100 +100 +100");
    }

    @Test
    void accessesAreNotFasterThanTheirPace() throws Exception {
        // The last one is due after 999 of them, and may come a millisecond early.
        assertThat(replay(keys(50), new Pace(1_000)).cached().time()).isGreaterThanOrEqualTo(Duration.ofMillis(998));
    }

    @Test
    void theRunnerCanBeWatched(CapturedOutput output) throws Exception {
        Path file = TraceFiles.plain(directory.resolve("test.trace"), keys(50));
        long began = System.nanoTime();
        assertThat(run("--replay=" + file, "--replay-limit=101", "--replay-rate=500")
                        .getExitCode())
                .isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(199));
        assertThat(ReplayRunner.isWatched(new DefaultApplicationArguments("--replay=x")))
                .isFalse();
        assertThat(run("--replay=" + file, "--replay-rate=0").getExitCode()).isEqualTo(1);
        assertThat(output.getErr().lines()).containsExactly("--replay-rate needs a positive number, not '0'");
    }

    @Test
    void theRunnerDoesNothingUnasked(CapturedOutput output) {
        assertThat(run().getExitCode()).isZero();
        assertThat(output.getOut()).doesNotContain("Replay of");
    }

    @Test
    void theRunnerSaysInOneLineWhatIsWrong(CapturedOutput output) {
        Path file = directory.resolve("none.trace");
        assertThat(run("--replay=" + file).getExitCode()).isEqualTo(1);
        assertThat(output.getErr().lines()).containsExactly("There is no trace file " + file);
    }

    @Test
    void theRunnerRefusesMalformedOptions(CapturedOutput output) {
        assertThat(run("--replay").getExitCode()).isEqualTo(1);
        assertThat(run("--replay=x", "--replay-limit=0").getExitCode()).isEqualTo(1);
        assertThat(run("--replay=x", "--replay-limit=many").getExitCode()).isEqualTo(1);
        assertThat(output.getErr().lines())
                .containsExactly(
                        "--replay needs one value: --replay=...",
                        "--replay-limit needs a positive number, not '0'",
                        "--replay-limit needs a positive number, not 'many'");
    }

    private ReplayRunner run(String... arguments) {
        ReplayRunner runner = new ReplayRunner(replay);
        runner.run(new DefaultApplicationArguments(arguments));
        return runner;
    }

    private ReplayReport replay(IntStream keys) throws Exception {
        return replay(keys, Pace.UNBOUNDED);
    }

    private ReplayReport replay(IntStream keys, Pace pace) throws Exception {
        Path file = TraceFiles.compressed(directory.resolve("test.trace.xz"), keys);
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return replay.run(TraceReader.read(file, Integer.MAX_VALUE), pace, new Progress(nowhere, false));
    }

    private static IntStream keys(int distinct) {
        return IntStream.range(0, ACCESSES).map(access -> access % distinct);
    }
}
