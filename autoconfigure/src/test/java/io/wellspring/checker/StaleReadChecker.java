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

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Reads through caches while others write, and looks for a read that returned what it must not: a value from before a commit
 * that had returned when the read began, a value that is not committed, a torn one.
 *
 * <p>Every row has a revision that each write raises by one, under a lock, and a payload that follows from it. A writer notes
 * the revision when its commit has returned; a reader takes that for the least that it may see. At the end, at rest, every
 * cached value is held against its row.
 */
final class StaleReadChecker {

    private final CheckerSettings settings;
    private final Parts parts;
    private final Oracles oracles;
    private final Findings findings;
    private final Readings readings;
    private final Stock stock;
    private final List<Tally> tallies = new ArrayList<>();

    StaleReadChecker(CheckerSettings settings, Parts parts) {
        this.settings = settings;
        this.parts = parts;
        this.oracles = new Oracles(settings);
        this.findings = new Findings(settings.stopsAtFirst());
        this.readings = new Readings(parts, settings);
        this.stock = new Stock(parts.jdbc(), settings);
    }

    /** Runs until the time is over, or something ends it before. */
    Report run() throws InterruptedException {
        stock.layOut();
        parts.caches().names().forEach(name -> parts.caches().known(name).clear());
        long begun = System.nanoTime();
        List<Thread> threads = threads();
        threads.forEach(Thread::start);
        while (!findings.stopped()
                && System.nanoTime() - begun < settings.duration().toNanos()) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        findings.stop();
        for (Thread thread : threads) {
            thread.join();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        compareAtRest();
        return report(took);
    }

    private List<Thread> threads() {
        SplittableRandom root = new SplittableRandom(settings.seed());
        List<Thread> threads = new ArrayList<>();
        for (int i = 1; i <= settings.readers(); i++) {
            Contexts contexts = new Contexts(parts, oracles, findings);
            threads.add(thread(
                    "reader-" + i,
                    new Reader(settings, readings, contexts, oracles, findings, root.split(), newTally())));
        }
        for (int i = 1; i <= settings.writers(); i++) {
            threads.add(thread("writer-" + i, writer(root.split(), newTally())));
        }
        return threads;
    }

    private Writer writer(SplittableRandom random, Tally tally) {
        Commits commits = new Commits(parts, settings, oracles, readings, findings, random, tally);
        Targets targets = new Targets(settings, random);
        return new Writer(
                settings,
                commits,
                Writings.of(parts, commits, oracles.places(), targets),
                oracles,
                findings,
                random,
                tally);
    }

    private Thread thread(String name, Runnable work) {
        return new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException | Error e) {
                        findings.failure(e);
                    }
                },
                name);
    }

    /** With no writer left, what may be seen is exactly what the rows hold. */
    private void compareAtRest() {
        stock.compare(oracles, findings);
        Witness witness = Witness.live(oracles, findings, newTally(), "NONE, AT REST");
        for (ReadForm form : settings.reads()) {
            int rows = form.rows() == ReadForm.Rows.SHELVES ? settings.shelves() : settings.items();
            for (int id = 1; id <= rows; id++) {
                form.read(readings, witness, id);
            }
        }
    }

    private Tally newTally() {
        Tally tally = new Tally();
        tallies.add(tally);
        return tally;
    }

    private Report report(Duration took) {
        Map<ReadForm, Long> reads = new EnumMap<>(ReadForm.class);
        Map<ReaderContext, Long> contexts = new EnumMap<>(ReaderContext.class);
        Map<WriteForm, Long> writes = new EnumMap<>(WriteForm.class);
        for (Tally tally : tallies) {
            tally.addReadsTo(reads);
            tally.addContextsTo(contexts);
            tally.addWritesTo(writes);
        }
        return new Report(
                settings,
                took,
                reads,
                contexts,
                writes,
                tallies.stream().mapToLong(Tally::ownReads).sum(),
                tallies.stream().mapToLong(Tally::skipped).sum(),
                findings.violations(),
                findings.summary(),
                findings.failures(),
                Duration.ofNanos(
                        tallies.stream().mapToLong(Tally::stalest).max().orElse(0)));
    }
}
