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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.SharedSessionContract;

/** What one transaction writes, until its commit has returned. */
final class Draft {

    private record Line(Kind kind, long id, long revision, boolean deletion) {}

    private record Move(long id, long revision, long shelf) {}

    private final WriteForm form;
    private final Oracles oracles;
    private final Ledger ledger;
    private final Map<Kind, long[]> floorsAtFirst;
    private final List<Line> lines = new ArrayList<>();
    private final List<Move> moves = new ArrayList<>();
    private boolean unnoticed;

    Draft(WriteForm form, Oracles oracles, SharedSessionContract session) {
        this.form = form;
        this.oracles = oracles;
        this.ledger = new Ledger(session);
        this.floorsAtFirst = Witness.floors(oracles);
    }

    WriteForm form() {
        return form;
    }

    Map<Kind, long[]> floorsAtFirst() {
        return floorsAtFirst;
    }

    /** Locks a row that is there, until the transaction ends, and returns the revision to write. */
    long next(Kind kind, long id) {
        return add(kind, id, ledger.next(kind, id, true, true), false);
    }

    /** As {@link #next}, for a transaction that rolls back: what it writes may nobody see. */
    long poison(Kind kind, long id) {
        return add(kind, id, Ledger.POISON + ledger.next(kind, id, true, true), false);
    }

    void delete(Kind kind, long id) {
        add(kind, id, ledger.next(kind, id, true, false), true);
    }

    long insert(Kind kind, long id) {
        return add(kind, id, ledger.next(kind, id, false, true), false);
    }

    void lock(Kind kind, long id) {
        ledger.lock(kind, id);
    }

    /** Says what another counter than the ledger has come to. */
    void raised(Kind kind, long id, long revision) {
        add(kind, id, revision, false);
    }

    /** Says where the item stands that was written last. */
    void moved(long id, long shelf) {
        moves.add(new Move(id, revision(Kind.ITEM, id), shelf));
    }

    /** Says that nothing sees the change before it is announced: the transaction itself may read what was before. */
    void unnoticed() {
        unnoticed = true;
    }

    /** Returns the least that the transaction itself must see of a row; 0 where that is no other than for anybody. */
    long ownFloor(Kind kind, long id) {
        return unnoticed ? 0 : revision(kind, id);
    }

    /** Returns the revision that this transaction has given to a row; 0 where it has not. */
    long revision(Kind kind, long id) {
        return find(kind, id, false);
    }

    long deletion(Kind kind, long id) {
        return find(kind, id, true);
    }

    /** The ids of the items that it concerns. */
    List<Long> items() {
        return lines.stream()
                .filter(line -> !line.kind().ofShelves())
                .map(Line::id)
                .distinct()
                .toList();
    }

    /** To be called just before the commit. */
    void begins() {
        lines.forEach(line -> oracles.of(line.kind()).begins(line.id(), line.revision(), line.deletion()));
    }

    /** To be called when the commit has returned. */
    void returned() {
        long now = System.nanoTime();
        lines.forEach(line -> oracles.of(line.kind()).returned(line.id(), line.revision(), now, form));
        moves.forEach(move -> oracles.places().moved(move.id(), move.revision(), move.shelf()));
    }

    private long add(Kind kind, long id, long revision, boolean deletion) {
        lines.add(new Line(kind, id, revision, deletion));
        return revision;
    }

    private long find(Kind kind, long id, boolean deletionsOnly) {
        long found = 0;
        for (Line line : lines) {
            if (line.kind() == kind && line.id() == id && (line.deletion() || !deletionsOnly)) {
                found = line.revision();
            }
        }
        return found;
    }
}
