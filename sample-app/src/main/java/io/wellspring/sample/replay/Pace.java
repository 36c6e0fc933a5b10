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
package io.wellspring.sample.replay;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Lets so many accesses happen in a second, at most. */
record Pace(int rate) {

    static final Pace UNBOUNDED = new Pace(Integer.MAX_VALUE);

    private static final long SHORTEST_WAIT = TimeUnit.MILLISECONDS.toNanos(1);

    /**
     * Waits until an access is due.
     *
     * @param start when the first was, by {@link System#nanoTime}
     */
    void await(int access, long start) {
        if (rate == UNBOUNDED.rate) {
            return;
        }
        long wait = start + TimeUnit.SECONDS.toNanos(access) / rate - System.nanoTime();
        // Those that are due soon come together: a thread wakes up later than it is told to.
        if (wait > SHORTEST_WAIT) {
            LockSupport.parkNanos(wait);
        }
    }
}
