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

import io.wellspring.checker.Oracle.Commit;
import java.util.EnumMap;
import java.util.Map;

/**
 * Judges what one thread reads in one context. The floor of a row is taken before a read; what was read must not be below it.
 *
 * <p>Without a session each read has the floor of its own time. In a session, or a transaction, the floor is that of its
 * beginning: what it has read already, it may read again. A writer's floor for what it has written is what it has written.
 */
final class Witness {

    private final Oracles oracles;
    private final Findings findings;
    private final Tally tally;
    private final String context;
    private final Map<Kind, long[]> atFirst;
    private final Draft own;
    private ReadForm form;
    private long largestSum;

    private Witness(
            Oracles oracles, Findings findings, Tally tally, String context, Map<Kind, long[]> atFirst, Draft own) {
        this.oracles = oracles;
        this.findings = findings;
        this.tally = tally;
        this.context = context;
        this.atFirst = atFirst;
        this.own = own;
    }

    /** One that reads without a session. */
    static Witness live(Oracles oracles, Findings findings, Tally tally, String context) {
        return new Witness(oracles, findings, tally, context, null, null);
    }

    /** One whose session is about to be opened. */
    static Witness since(Oracles oracles, Findings findings, Tally tally, String context) {
        return new Witness(oracles, findings, tally, context, floors(oracles), null);
    }

    /** One that has written, and not committed yet. */
    static Witness own(Oracles oracles, Findings findings, Tally tally, Draft draft) {
        return new Witness(oracles, findings, tally, "OWN " + draft.form(), draft.floorsAtFirst(), draft);
    }

    static Map<Kind, long[]> floors(Oracles oracles) {
        Map<Kind, long[]> floors = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            long[] ofKind = new long[oracles.of(kind).rows() + 1];
            for (int id = 1; id < ofKind.length; id++) {
                ofKind[id] = oracles.of(kind).floor(id);
            }
            floors.put(kind, ofKind);
        }
        return floors;
    }

    void begins(ReadForm begun) {
        form = begun;
        tally.read(begun);
        if (own != null) {
            tally.readOwn();
        }
    }

    /** Whether each read has the floor of its own time. */
    boolean isLive() {
        return atFirst == null;
    }

    long floor(Kind kind, long id) {
        long floor = atFirst == null ? oracles.of(kind).floor(id) : atFirst.get(kind)[(int) id];
        return own == null ? floor : Math.max(floor, own.ownFloor(kind, id));
    }

    long[] floors(Kind kind) {
        long[] floors = new long[oracles.of(kind).rows() + 1];
        for (int id = 1; id < floors.length; id++) {
            floors[id] = floor(kind, id);
        }
        return floors;
    }

    /** The most that may be seen; to be asked after the read. */
    long ceiling(Kind kind, long id) {
        long ceiling = oracles.of(kind).ceiling(id);
        return own == null ? ceiling : Math.max(ceiling, own.revision(kind, id));
    }

    Places places() {
        return oracles.places();
    }

    void saw(Kind kind, long id, long revision, String payload, long floor) {
        if (!Payload.of(id, revision).equals(payload)) {
            report("torn", kind, id, "payload " + payload + ", revision " + revision, null);
        }
        saw(kind, id, revision, floor);
    }

    void saw(Kind kind, long id, long revision, long floor) {
        long end = System.nanoTime();
        if (kind != Kind.VERSION && revision > ceiling(kind, id)) {
            report("uncommitted", kind, id, "revision " + revision + ", ceiling " + ceiling(kind, id), null);
        } else if (revision < floor) {
            below(kind, id, "revision " + revision, revision, floor);
        } else if (atFirst == null) {
            Commit missed = oracles.of(kind).outdating(id, revision);
            if (missed != null) {
                tally.stale(end - missed.nanos());
            }
        }
    }

    /** There was no such row, or it was in no result that it belongs to. */
    void missed(Kind kind, long id, long floor) {
        long deletion = oracles.of(kind).deletion(id);
        if (own != null) {
            deletion = Math.max(deletion, own.deletion(kind, id));
        }
        if (deletion < floor) {
            below(kind, id, "absent, last deletion " + deletion, deletion, floor);
        }
    }

    /** A row stood where the result comes from, and the result was without it. */
    void missedInPlace(int id) {
        report("missing", Kind.ITEM, id, "it stood there for sure", null);
    }

    void sum(long sum, long floor, long ceiling) {
        if (sum < floor || (atFirst == null && sum < largestSum)) {
            report(
                    own != null ? "missed its own change, or stale" : "stale",
                    Kind.ITEM,
                    0,
                    "sum " + sum + ", floor " + floor + ", before " + largestSum,
                    null);
        } else if (sum > ceiling) {
            report("uncommitted", Kind.ITEM, 0, "sum " + sum + ", ceiling " + ceiling, null);
        }
        largestSum = Math.max(largestSum, sum);
    }

    void torn(Kind kind, long id, String what) {
        report("torn", kind, id, what, null);
    }

    private void below(Kind kind, long id, String what, long seen, long floor) {
        boolean owned = own != null && own.ownFloor(kind, id) > seen;
        Commit missed = oracles.of(kind).outdating(id, seen);
        report(owned ? "missed its own change" : "stale", kind, id, what + ", floor " + floor, missed);
    }

    private void report(String violation, Kind kind, long id, String what, Commit missed) {
        String cause = missed == null ? "" : " after " + missed.form();
        findings.violation(
                violation + ": " + form + " in " + context + cause,
                violation + ": " + form + " in " + context + " saw " + kind + " " + id + ": " + what
                        + (missed == null ? "" : ", missed " + missed) + " ["
                        + Thread.currentThread().getName() + "]");
    }
}
