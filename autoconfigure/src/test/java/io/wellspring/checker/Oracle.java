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

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * What may be seen of the rows of one kind: at least the highest revision whose commit has returned to its caller, and at most
 * the highest whose commit has begun.
 */
final class Oracle {

    /** A commit that has returned. */
    record Commit(long revision, long nanos, WriteForm form) {}

    private static final int REMEMBERED = 64;

    private final AtomicLongArray returned;
    private final AtomicLongArray begun;
    private final AtomicLongArray deletions;
    private final AtomicReferenceArray<Commit> commits;

    /** @param rows how many rows there are; their ids begin at 1 */
    Oracle(int rows, long first) {
        returned = new AtomicLongArray(rows + 1);
        begun = new AtomicLongArray(rows + 1);
        deletions = new AtomicLongArray(rows + 1);
        commits = new AtomicReferenceArray<>((rows + 1) * REMEMBERED);
        for (int id = 0; id <= rows; id++) {
            returned.set(id, first);
            begun.set(id, first);
        }
    }

    int rows() {
        return returned.length() - 1;
    }

    long floor(long id) {
        return returned.get((int) id);
    }

    long ceiling(long id) {
        return begun.get((int) id);
    }

    /** Returns the revision of the last deletion whose commit has begun; 0 where there was none. */
    long deletion(long id) {
        return deletions.get((int) id);
    }

    void begins(long id, long revision, boolean deletion) {
        if (deletion) {
            deletions.accumulateAndGet((int) id, revision, Math::max);
        }
        begun.accumulateAndGet((int) id, revision, Math::max);
    }

    void returned(long id, long revision, long nanos, WriteForm form) {
        commits.set(slot(id, revision), new Commit(revision, nanos, form));
        returned.accumulateAndGet((int) id, revision, Math::max);
    }

    /** Returns the commit that made a revision old; the newest one if that is forgotten; null where it is not old. */
    Commit outdating(long id, long revision) {
        long newest = floor(id);
        if (revision >= newest) {
            return null;
        }
        Commit next = commits.get(slot(id, revision + 1));
        return next != null && next.revision() == revision + 1 ? next : commits.get(slot(id, newest));
    }

    private static int slot(long id, long revision) {
        return (int) (id * REMEMBERED + revision % REMEMBERED);
    }
}
