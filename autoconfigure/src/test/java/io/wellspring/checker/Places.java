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

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/** Where items stand. An item that is about to move, or to vanish, may be seen anywhere until it is settled. */
final class Places {

    private static final int SHELVES = 1 << 10;

    private final AtomicLongArray stamps;
    private final AtomicIntegerArray movers;
    /** The revision of the last move and the shelf that it led to, in one number: the later move is the greater. */
    private final AtomicLongArray moves;

    Places(CheckerSettings settings) {
        stamps = new AtomicLongArray(settings.items() + 1);
        movers = new AtomicIntegerArray(settings.items() + 1);
        moves = new AtomicLongArray(settings.items() + 1);
        for (int id = 1; id <= settings.items(); id++) {
            stamps.set(id, 1);
            moves.set(id, SHELVES + settings.shelfAtFirst(id));
        }
    }

    /** To be called before the transaction that moves an item. */
    void unsettle(long id) {
        stamps.incrementAndGet((int) id);
        movers.incrementAndGet((int) id);
    }

    /** Says where an item came to stand by a committed revision. */
    void moved(long id, long revision, long shelf) {
        moves.accumulateAndGet((int) id, revision * SHELVES + shelf, Math::max);
    }

    /** To be called when the commit has returned, or the transaction failed. */
    void settle(long id) {
        movers.decrementAndGet((int) id);
    }

    /** Returns a stamp for each item that stands on a shelf for sure, and 0 for the others. */
    long[] on(long shelf) {
        long[] stable = new long[stamps.length()];
        for (int id = 1; id < stable.length; id++) {
            long stamp = stamps.get(id);
            if (movers.get(id) == 0 && moves.get(id) % SHELVES == shelf) {
                stable[id] = stamp;
            }
        }
        return stable;
    }

    /** Whether an item stood where it stands since it got that stamp. */
    boolean stayed(int id, long stamp) {
        return stamps.get(id) == stamp;
    }
}
