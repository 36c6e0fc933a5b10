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

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTests {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void writesALineEveryTenPercent() {
        run(false, 1_000);
        assertThat(written().lines())
                .containsExactly(
                        "read 0%",
                        "read 10%",
                        "read 20%",
                        "read 30%",
                        "read 40%",
                        "read 50%",
                        "read 60%",
                        "read 70%",
                        "read 80%",
                        "read 90%",
                        "read 100%");
    }

    @Test
    void movesABarOnATerminal() {
        run(true, 1_000);
        assertThat(written().split("\r"))
                .hasSize(102)
                .contains("read [####################....................] 50%")
                .endsWith("read [########################################] 100%\n");
    }

    @Test
    void takesFewSteps() {
        run(false, 3);
        assertThat(written().lines()).containsExactly("read 0%", "read 30%", "read 60%", "read 100%");
    }

    private void run(boolean terminal, int steps) {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Progress.Run run = new Progress(stream, terminal).start("read", steps);
        for (int step = 1; step <= steps; step++) {
            run.done(step);
        }
    }

    private String written() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
