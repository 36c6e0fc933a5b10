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
package io.wellspring.store.redis;

import java.time.Duration;

/** What the fence of a key answers to one who looks for its entry. */
sealed interface Answer {

    /** There is an entry. */
    final class Hit implements Answer {

        private final byte[] entry;
        private final Duration left;

        /** @param left for how long it lives */
        Hit(byte[] entry, Duration left) {
            this.entry = entry;
            this.left = left;
        }

        byte[] entry() {
            return entry;
        }

        Duration left() {
            return left;
        }
    }

    /** There is none, and nothing more was asked. */
    record None() implements Answer {}

    /** A write is pending, or the asker reads what may be older than the last one: to be loaded, and not stored. */
    record Bypass() implements Answer {}

    /**
     * Another one loads it.
     *
     * @param left for how long at most: then the next who asks loads it
     */
    record Wait(Duration left) implements Answer {}

    /**
     * Nobody loads it that is known of.
     *
     * @param at when, in milliseconds of the server's clock
     */
    record Free(long at) implements Answer {}

    /**
     * It falls to the asker to load it, and to store it under this token.
     *
     * @param at when, in microseconds of the server's clock: a generation that is as old was the same before the load
     */
    record Granted(String token, long at) implements Answer {}
}
