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

import java.util.Map;

/** What one thread did. */
final class Tally {

    private final long[] reads = new long[ReadForm.values().length];
    private final long[] contexts = new long[ReaderContext.values().length];
    private final long[] writes = new long[WriteForm.values().length];
    private long ownReads;
    private long skipped;
    private long stalest;

    void read(ReadForm form) {
        reads[form.ordinal()]++;
    }

    void readOwn() {
        ownReads++;
    }

    void entered(ReaderContext context) {
        contexts[context.ordinal()]++;
    }

    /** @param done false where the row was deleted by another writer */
    void wrote(WriteForm form, boolean done) {
        if (done) {
            writes[form.ordinal()]++;
        } else {
            skipped++;
        }
    }

    void stale(long nanos) {
        stalest = Math.max(stalest, nanos);
    }

    long ownReads() {
        return ownReads;
    }

    long skipped() {
        return skipped;
    }

    long stalest() {
        return stalest;
    }

    void addReadsTo(Map<ReadForm, Long> sums) {
        add(ReadForm.values(), reads, sums);
    }

    void addContextsTo(Map<ReaderContext, Long> sums) {
        add(ReaderContext.values(), contexts, sums);
    }

    void addWritesTo(Map<WriteForm, Long> sums) {
        add(WriteForm.values(), writes, sums);
    }

    private static <E extends Enum<E>> void add(E[] forms, long[] counts, Map<E, Long> sums) {
        for (E form : forms) {
            sums.merge(form, counts[form.ordinal()], Long::sum);
        }
    }
}
