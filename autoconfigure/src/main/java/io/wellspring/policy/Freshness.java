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
package io.wellspring.policy;

/** What may be done with an entry at a given time. */
public enum Freshness {

    /** It answers. */
    FRESH,

    /** It answers, and is refreshed in the background. */
    STALE,

    /** It answers no more. */
    EXPIRED;

    /** Returns the freshness at a time, of an entry with these deadlines. All are in nanoseconds of one ticker. */
    public static Freshness at(long now, long freshUntil, long staleUntil) {
        // Differences, not values: nanoTime may wrap around.
        if (freshUntil - now > 0) {
            return FRESH;
        }
        return staleUntil - now > 0 ? STALE : EXPIRED;
    }
}
