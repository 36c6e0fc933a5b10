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

/** Reads at random, many times in each context. */
final class Reader implements Runnable {

    private static final int BURST = 1_000;
    private static final int SHORT_BURST = 12;

    private final CheckerSettings settings;
    private final Readings readings;
    private final Contexts contexts;
    private final Oracles oracles;
    private final Findings findings;
    private final SplittableRandom random;
    private final Tally tally;
    private final List<ReadForm> forms;
    private final List<ReaderContext> chosenContexts;
    private final Witness live;

    Reader(
            CheckerSettings settings,
            Readings readings,
            Contexts contexts,
            Oracles oracles,
            Findings findings,
            SplittableRandom random,
            Tally tally) {
        this.settings = settings;
        this.readings = readings;
        this.contexts = contexts;
        this.oracles = oracles;
        this.findings = findings;
        this.random = random;
        this.tally = tally;
        this.forms = settings.reads().stream().sorted().toList();
        this.chosenContexts = settings.contexts().stream().sorted().toList();
        this.live = Witness.live(oracles, findings, tally, "NONE");
    }

    @Override
    public void run() {
        while (!findings.stopped()) {
            ReaderContext context = chosenContexts.get(random.nextInt(chosenContexts.size()));
            Witness witness =
                    context == ReaderContext.NONE ? live : Witness.since(oracles, findings, tally, context.toString());
            int burst = context == ReaderContext.NONE ? BURST : SHORT_BURST;
            tally.entered(context);
            contexts.run(context, 1 + random.nextInt(settings.items()), () -> read(witness, burst));
        }
    }

    private void read(Witness witness, int times) {
        for (int i = 0; i < times && !findings.stopped(); i++) {
            ReadForm form = forms.get(random.nextInt(forms.size()));
            form.read(readings, witness, 1 + random.nextInt(rows(form)));
        }
    }

    private int rows(ReadForm form) {
        return form.rows() == ReadForm.Rows.SHELVES ? settings.shelves() : settings.items();
    }
}
