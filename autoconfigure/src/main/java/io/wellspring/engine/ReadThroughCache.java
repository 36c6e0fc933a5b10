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

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A cache that loads what it does not hold. Safe for use by many threads.
 *
 * <p>No method takes null as a key or holds it as a value that was loaded: a cached absence reads as null.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public interface ReadThroughCache<K, V> {

    /** Returns the name of the cache. */
    String name();

    /**
     * Returns the value of a key, loading it where it is missing or no longer served.
     *
     * @return the value; null where there is none
     * @throws NoLoaderException where it is not cached and nothing loads it
     * @throws LoadTimeoutException where the load takes longer than {@code load-timeout}
     * @throws LoadInterruptedException where the thread is interrupted while it waits
     * @throws RecursiveLoadException where the caller is a loader of this very key
     */
    @Nullable
    V get(K key);

    /** As {@link #get}, without waiting. */
    CompletableFuture<@Nullable V> getAsync(K key);

    /** Returns the values of keys, in their order and without the absent ones; loads all that is missing in one call if it can. */
    Map<K, V> getAll(Collection<? extends K> keys);

    /** Returns the value of a key if the cache holds it, fresh or stale. Loads nothing, and counts as no read. */
    Optional<V> peek(K key);

    /**
     * Puts a value in the place of whatever there is; null for a cached absence. Loads that run now will not replace it. In a
     * transaction that may write it is put after the commit, unless the key was invalidated meanwhile.
     */
    void put(K key, @Nullable V value);

    /**
     * Forgets a key. A load of it that runs now is not stored. In a transaction that may write it is forgotten once more with
     * the commit.
     */
    void invalidate(K key);

    /**
     * As {@link #invalidate(Object)}, but leaves an entry that has this version of its entity or a newer one; and refuses, for
     * ten seconds, loads that bring an older one, as from a replica that is behind.
     *
     * @param version the version that the entity has now
     */
    void invalidate(K key, long version);

    /** Forgets keys. */
    void invalidateAll(Collection<? extends K> keys);

    /** Forgets every key. */
    void clear();

    /**
     * Loads the value of a key now, in the place of what there is.
     *
     * @throws NoLoaderException where nothing loads it
     */
    @Nullable
    V refresh(K key);

    /** Returns the state and the times of an entry; empty where there is none. */
    Optional<EntryState> entry(K key);

    /** Returns what the cache did since it was made. */
    CacheStatistics statistics();
}
