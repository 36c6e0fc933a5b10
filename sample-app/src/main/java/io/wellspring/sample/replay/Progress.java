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

import java.io.PrintStream;

/** Shows how far a long run is: a bar that moves on a terminal, a line every ten percent elsewhere. */
final class Progress {

    private static final int WIDTH = 40;

    private final PrintStream out;

    private final boolean terminal;

    Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    Run start(String label, int steps) {
        return new Run(label, steps);
    }

    final class Run {

        private final String label;

        private final int steps;

        private final int stride = terminal ? 1 : 10;

        /** Whether it is time to show something is asked per step, so it has to be one comparison. */
        private int next;

        private int percent = -stride;

        private Run(String label, int steps) {
            this.label = label;
            this.steps = steps;
            done(0);
        }

        void done(int step) {
            if (step >= next) {
                show((int) (100L * step / steps));
            }
        }

        private void show(int now) {
            percent = now / stride * stride;
            next = (int) (((long) (percent + stride) * steps + 99) / 100);
            if (terminal) {
                int filled = percent * WIDTH / 100;
                String bar = "#".repeat(filled) + ".".repeat(WIDTH - filled);
                out.print("\r" + label + " [" + bar + "] " + percent + "%" + (percent == 100 ? "\n" : ""));
                out.flush();
            } else {
                out.println(label + " " + percent + "%");
            }
        }
    }
}
