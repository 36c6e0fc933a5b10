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

/**
 * How long what the protocol notes down stands.
 *
 * @param lease how long a load may take before another one may begin
 * @param pending how long a commit may take after its mark
 * @param tombstone how long a transaction or session that is older than an invalidation may be in use
 * @param hold for how long after a commit loads may not see it, as with replicas that lag; zero where they all do
 * @param generation how long a generation is kept that nobody asks for: longer than any entry lives
 */
record Terms(Duration lease, Duration pending, Duration tombstone, Duration hold, Duration generation) {

    private static final Duration MARGIN = Duration.ofSeconds(1);

    /** Returns the life of an entry: it ends before what is known of the changes since is forgotten. */
    Duration lifeOf(Duration wanted) {
        Duration longest = generation.dividedBy(2);
        return wanted.compareTo(longest) > 0 ? longest : wanted;
    }

    /** How old a session, or a look-up, may be whose value is to be stored: an invalidation since is certainly remembered. */
    Duration oldest() {
        return tombstone.minus(MARGIN);
    }
}
