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
package io.wellspring.checker;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** Writes at random, with pauses in which readers read. */
final class Writer implements Runnable {

    private final Commits commits;
    private final Writings writings;
    private final Oracles oracles;
    private final Findings findings;
    private final SplittableRandom random;
    private final Tally tally;
    private final List<WriteForm> forms;
    private final long pause;

    Writer(
            CheckerSettings settings,
            Commits commits,
            Writings writings,
            Oracles oracles,
            Findings findings,
            SplittableRandom random,
            Tally tally) {
        this.commits = commits;
        this.writings = writings;
        this.oracles = oracles;
        this.findings = findings;
        this.random = random;
        this.tally = tally;
        this.forms = settings.writes().stream().sorted().toList();
        this.pause = 2 * settings.pace().toNanos();
    }

    @Override
    public void run() {
        while (!findings.stopped()) {
            WriteForm form = forms.get(random.nextInt(forms.size()));
            tally.wrote(form, form.write(writings));
            commits.readBack();
            oracles.written();
            LockSupport.parkNanos(random.nextLong(pause));
        }
    }
}
