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

/**
 * What a cache did since it was made.
 *
 * @param hits reads that a fresh value answered
 * @param sharedHits those of them that the shared tier answered
 * @param staleHits reads that a stale value answered
 * @param negativeHits reads that a cached absence answered
 * @param misses reads that found nothing to answer with
 * @param loads loads that ended, well or not
 * @param loadFailures loads that ended with an exception
 * @param coalesced reads that waited for a load that another caller had begun
 * @param refreshes loads begun in the background for a stale value
 * @param reloads loads that somebody asked for, though there was a value
 * @param refreshesDropped refreshes that the executor had no room for
 * @param invalidations keys, and whole caches, that were invalidated
 * @param invalidationsByChange those of keys that a changed entity concerned
 * @param invalidationsByType those of whole caches, since an entity type changed that they are computed from
 * @param evictions entries that were dropped for want of room
 * @param loadNanos the time that all loads took together
 */
public record CacheStatistics(
        long hits,
        long sharedHits,
        long staleHits,
        long negativeHits,
        long misses,
        long loads,
        long loadFailures,
        long coalesced,
        long refreshes,
        long reloads,
        long refreshesDropped,
        long invalidations,
        long invalidationsByChange,
        long invalidationsByType,
        long evictions,
        long loadNanos) {

    /** Returns how many keys, and whole caches, somebody invalidated by a call. */
    public long invalidationsByCall() {
        return invalidations - invalidationsByChange - invalidationsByType;
    }

    /** Returns how long a load takes on average, in milliseconds; 0 before the first. */
    public double meanLoadMillis() {
        return loads == 0 ? 0 : loadNanos / 1e6 / loads;
    }
}
