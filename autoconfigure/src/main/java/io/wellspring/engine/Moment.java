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

import java.time.Duration;

/**
 * When something began.
 *
 * @param number the number of the last invalidation before
 * @param nanos the time by the engine's ticker, in nanoseconds
 */
public record Moment(long number, long nanos) {

    private static final long LONG_AGO = Duration.ofDays(365).toNanos();

    /** Older than any invalidation: nothing that such a thread reads is stored. */
    static final long NEVER = -1;

    /** Returns the moment of what may see what is not committed: nothing that it reads is stored. */
    public Moment never() {
        return new Moment(NEVER, nanos);
    }

    /** Returns the moment of what began before this, nobody knows when. */
    public Moment unknown() {
        return new Moment(0, nanos - LONG_AGO);
    }

    /** Returns the one of two that was first. */
    public Moment orOlder(Moment other) {
        return new Moment(Math.min(number, other.number), nanos - other.nanos <= 0 ? nanos : other.nanos);
    }

    boolean isNever() {
        return number == NEVER;
    }
}
