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
package io.wellspring.fleet.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;

/**
 * What all processes of a run know of each other's commits and reads: longs in a file that each of them has mapped. It outlives
 * those that are killed.
 *
 * <p>Times are of {@link System#nanoTime}, which on Linux is the monotonic clock of the machine, the same for all processes; the
 * test holds a process's time between two of its own.
 */
final class Board {

    static final int NODES = 3;
    static final int ARTICLES = 64;
    static final int SHELVES = 8;
    /** So many are read and written as often as all others together: there reads and writes meet. */
    private static final int HOT = 8;

    /** So many of the last commits of an article are known. */
    private static final int KNOWN = 512;
    /** Eight for each doubling of a duration. */
    private static final int BUCKETS = 320;

    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    /** What is counted of each node. */
    enum Count {
        NEAR_READS,
        STRICT_READS,
        STALE_READS,
        VIOLATIONS,
        WRITES,
        ROLLBACKS,
        REJECTED,
        READ_FAILURES,
        LOAD_TIMEOUTS,
        WRITE_FAILURES
    }

    /** The parts of a run whose durations of reads are kept apart. */
    enum Phase {
        REST,
        BEFORE,
        STOPPED,
        WITHOUT,
        AFTER
    }

    private static final int PHASE = 0;
    private static final int LAST_COMMIT = 1;
    private static final int STALEST = 2;
    private static final int FLOORS = 16;
    private static final int COMMITS = FLOORS + ARTICLES;
    private static final int COUNTS = COMMITS + ARTICLES * KNOWN * 2;
    private static final int DURATIONS = COUNTS + NODES * Count.values().length;
    private static final int END = DURATIONS + NODES * Phase.values().length * BUCKETS;

    private final Path file;
    private final ByteBuffer longs;

    Board(Path file) {
        this.file = file;
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            longs = channel.map(FileChannel.MapMode.READ_WRITE, 0, END * 8L).order(ByteOrder.nativeOrder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path file() {
        return file;
    }

    static int anyArticle(SplittableRandom random) {
        return random.nextInt(random.nextBoolean() ? HOT : ARTICLES);
    }

    /** Returns one that only one of so many threads gets, and all of whose shelf are that thread's. */
    static int anyArticle(SplittableRandom random, int thread, int threads) {
        return anyArticle(random) / threads * threads + thread;
    }

    static int shelf(int article) {
        return article % SHELVES;
    }

    /** Notes that the commit of a revision has returned. */
    void committed(int article, long revision, long returnedAt) {
        int at = commit(article, revision);
        set(at, 0);
        set(at + 1, returnedAt);
        set(at, revision);
        max(FLOORS + article, revision);
        max(LAST_COMMIT, returnedAt);
    }

    /** Returns the greatest revision whose commit has returned. */
    long floor(int article) {
        return get(FLOORS + article);
    }

    long lastCommit() {
        return get(LAST_COMMIT);
    }

    /**
     * Returns for how long a revision had been out of date at a time; more than that where nobody knows any more.
     *
     * @param floor a revision whose commit had returned by then
     */
    long staleness(int article, long seen, long floor, long at) {
        for (long newer = seen + 1; newer <= floor; newer++) {
            int commit = commit(article, newer);
            long returnedAt = get(commit + 1);
            if (get(commit) == newer && returnedAt - at < 0) {
                return at - returnedAt;
            }
            if (floor - newer >= KNOWN) {
                return Long.MAX_VALUE;
            }
        }
        // The writers between were killed before they could note it.
        return 0;
    }

    void stale(long nanos) {
        max(STALEST, nanos);
    }

    long stalest() {
        return get(STALEST);
    }

    void count(int node, Count what) {
        add(COUNTS + node * Count.values().length + what.ordinal(), 1);
    }

    long counted(int node, Count what) {
        return get(COUNTS + node * Count.values().length + what.ordinal());
    }

    long counted(Count what) {
        long sum = 0;
        for (int node = 0; node < NODES; node++) {
            sum += counted(node, what);
        }
        return sum;
    }

    void phase(Phase phase) {
        set(PHASE, phase.ordinal());
    }

    void took(int node, long nanos) {
        int exponent = 63 - Long.numberOfLeadingZeros(Math.max(8, nanos));
        int bucket = Math.min(BUCKETS - 1, exponent * 8 + (int) ((nanos >>> (exponent - 3)) & 7));
        add(durations(node, (int) get(PHASE)) + bucket, 1);
    }

    /** Returns what a share of the reads of a phase took at most. */
    long took(int node, Phase phase, double share) {
        int first = durations(node, phase.ordinal());
        long all = 0;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            all += get(first + bucket);
        }
        if (all == 0) {
            return 0;
        }
        long left = (long) Math.ceil(all * share);
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            left -= get(first + bucket);
            if (left <= 0) {
                return (9L + bucket % 8) << (bucket / 8) >>> 3;
            }
        }
        throw new AssertionError();
    }

    private static int commit(int article, long revision) {
        return COMMITS + (article * KNOWN + (int) (revision % KNOWN)) * 2;
    }

    private static int durations(int node, int phase) {
        return DURATIONS + (node * Phase.values().length + phase) * BUCKETS;
    }

    private long get(int index) {
        return (long) LONGS.getVolatile(longs, index * 8);
    }

    private void set(int index, long value) {
        LONGS.setVolatile(longs, index * 8, value);
    }

    private void add(int index, long value) {
        LONGS.getAndAdd(longs, index * 8, value);
    }

    private void max(int index, long value) {
        long known = get(index);
        while (known < value && !LONGS.compareAndSet(longs, index * 8, known, value)) {
            known = get(index);
        }
    }
}
