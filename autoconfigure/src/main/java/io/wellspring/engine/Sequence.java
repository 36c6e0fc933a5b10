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
package io.wellspring.engine;

import java.util.TreeSet;
import java.util.function.LongConsumer;

/**
 * Numbers the invalidations of all caches.
 *
 * <p>A number is settled once nothing answers any more that it invalidates. A load counts from the last settled number: it may
 * have read, by way of another cache, what an invalidation that is under way has not reached yet, and the number of that one
 * is greater than its own.
 */
public final class Sequence {

    private final TreeSet<Long> underWay = new TreeSet<>();
    private long last;
    private volatile long settled;

    /** Returns the number of the last invalidation that is settled, as are all before it. */
    public long now() {
        return settled;
    }

    /** Invalidates something, under a number that is greater than that of any load that may still find it. */
    void number(LongConsumer invalidation) {
        long number = begin();
        try {
            invalidation.accept(number);
        } finally {
            end(number);
        }
    }

    /** Takes a number, and keeps it and all that follow from being settled until it {@link #end ends}. */
    synchronized long begin() {
        long number = ++last;
        underWay.add(number);
        return number;
    }

    synchronized void end(long number) {
        underWay.remove(number);
        settled = underWay.isEmpty() ? last : underWay.first() - 1;
    }
}
