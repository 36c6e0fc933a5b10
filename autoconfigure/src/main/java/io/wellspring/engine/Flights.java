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

import io.wellspring.store.Entry;
import io.wellspring.store.Tier;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The running loads of one cache, and every step that changes what its local tier holds under a key.
 *
 * <p>Each step runs in {@code compute} of the map of flights, which is atomic per key. That suffices: a load stores under a
 * key only if the fence permits it, an invalidation closes the fence and removes the entry, and of two such steps for one key
 * one comes first. If the store does, the invalidation removes what was stored; if the invalidation does, the store is
 * refused. An invalidation of the whole cache takes no step per key: the number that each entry carries decides, see {@link
 * Fence}.
 *
 * <p>Nothing here waits, and no loader runs within a step.
 */
final class Flights {

    private final ConcurrentMap<Object, Flight> airborne = new ConcurrentHashMap<>();
    private final Fence fence;
    private final Tier tier;
    private final Resources.Sessions sessions;

    Flights(Fence fence, Tier tier, Resources.Sessions sessions) {
        this.fence = fence;
        this.tier = tier;
        this.sessions = sessions;
    }

    /** Returns the entry under a key, unless the cache was invalidated after its load began. */
    @Nullable
    Entry find(Object key) {
        Entry entry = tier.get(key);
        return entry != null && fence.holds(entry.since()) ? entry : null;
    }

    /** Whether a load of the key runs; a hint only. */
    boolean isAirborne(Object key) {
        return airborne.containsKey(key);
    }

    /** How many loads run. */
    int count() {
        return airborne.size();
    }

    /**
     * Returns the running load of a key, or a new one. One that began before the last invalidation is left to those who
     * boarded it already. A load in a session that was opened before counts from there: it may answer from what it has read.
     */
    Flight board(Object key) {
        return board(key, sessions);
    }

    /** As {@link #board}, for a load in the background: nothing that the caller has read so far comes into it. */
    Flight boardInBackground(Object key) {
        return board(key, Resources.Sessions.NONE);
    }

    private Flight board(Object key, Resources.Sessions of) {
        return airborne.compute(
                key,
                (k, flight) -> flight != null && fence.permits(k, flight.since)
                        ? flight
                        : new Flight(of.openedAt(fence.now())));
    }

    /**
     * Ends a load, and stores its entry if the fence permits it. An entry whose load began later stays.
     *
     * @param entry what to store, if anything
     */
    void land(Object key, Flight flight, @Nullable Entry entry) {
        airborne.compute(key, (k, current) -> {
            if (entry != null) {
                store(k, flight.since, entry);
            }
            return current == flight ? null : current;
        });
    }

    /** Leaves a load to itself: it may still store, but nobody boards it any more. */
    void abandon(Object key, Flight flight) {
        airborne.remove(key, flight);
    }

    /** Stores an entry that was made outside of a flight, if the fence permits it. */
    void store(Object key, Entry entry) {
        airborne.compute(key, (k, current) -> {
            store(k, entry.since(), entry);
            return current;
        });
    }

    /** Replaces whatever there is, by nothing if there is no entry, and refuses what loads that run now will bring. */
    void replace(Object key, @Nullable Entry entry) {
        airborne.compute(key, (k, current) -> {
            fence.close(k);
            if (entry == null) {
                tier.remove(k);
            } else {
                tier.put(k, entry);
            }
            return null;
        });
    }

    void invalidateAll() {
        fence.closeAll();
    }

    private void store(Object key, long since, Entry entry) {
        if (!fence.permits(key, since)) {
            return;
        }
        Entry held = find(key);
        if (held == null || held.loadedAt() - entry.loadedAt() <= 0) {
            tier.put(key, entry);
        }
    }
}
