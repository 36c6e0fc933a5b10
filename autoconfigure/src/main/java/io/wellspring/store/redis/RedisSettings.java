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
 * What is decided of Redis at start-up.
 *
 * @param prefix what tells the names of this application from those of others in the same Redis
 * @param heartbeat for how long this node may go on without hearing from Redis
 * @param timeout for how long a caller waits for an answer of Redis
 * @param hold for how long after a commit loads may not see it, as with replicas of the database that lag; zero where they all
 *     do
 * @param pending how long a commit may take after it was announced
 * @param compressAbove the size in bytes from which an entry is compressed
 * @param loadsWithout how many loads of one cache run at once on a node that has to do without Redis
 * @param keepsAfterLoss whether to go on with what a Redis has that may have lost something, after a restart or a failover
 * @param onMarkFailure what becomes of a commit whose changes Redis could not be told beforehand
 */
public record RedisSettings(
        String prefix,
        Duration heartbeat,
        Duration timeout,
        Duration hold,
        Duration pending,
        int compressAbove,
        int loadsWithout,
        boolean keepsAfterLoss,
        MarkFailure onMarkFailure) {

    private static final Duration TOMBSTONE = Duration.ofSeconds(10);
    private static final Duration GENERATION = Duration.ofDays(30);

    Terms terms(Duration lease) {
        return new Terms(lease, pending, TOMBSTONE, hold, GENERATION);
    }
}
