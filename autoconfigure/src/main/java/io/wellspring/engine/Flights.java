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

import io.wellspring.engine.Episode.Kind;
import io.wellspring.engine.FlightState.Phase;
import io.wellspring.policy.Ticker;
import io.wellspring.store.Entry;
import io.wellspring.store.Tier;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The running loads of one cache, and every step that changes what its local tier holds under a key.
 *
 * <p>Each step runs in {@code compute} of the map of flights, which is atomic per key. That suffices: a load stores under a
 * key only if the fence permits it, an invalidation closes the fence and removes the entry, and of two such steps for one key
 * one comes first. If the store does, the invalidation removes what was stored; if the invalidation does, the store is
 * refused. An invalidation of the whole cache, or of what an entry was computed from, takes no step per key: the number that
 * each entry carries decides, on every read, see {@link Fence} and {@link io.wellspring.store.Generation}.
 *
 * <p>Nothing here waits, and no loader runs within a step.
 */
final class Flights {

    private final ConcurrentMap<Object, Flight> airborne = new ConcurrentHashMap<>();
    private final SeenVersions versions = new SeenVersions();
    private final Fence fence;
    private final Tier tier;
    private final Transactions transactions;
    private final Ticker ticker;
    private final Supplier<Observation> observations;
    private final Sharing sharing;
    private final Story story;

    Flights(
            Fence fence,
            Tier tier,
            Sharing sharing,
            Transactions transactions,
            Ticker ticker,
            Supplier<Observation> observations,
            Story story) {
        this.fence = fence;
        this.sharing = sharing;
        this.tier = tier;
        this.transactions = transactions;
        this.ticker = ticker;
        this.observations = observations;
        this.story = story;
    }

    /** Returns the entry under a key, unless what it was computed from has changed since its load began. */
    @Nullable
    Entry find(Object key) {
        Entry entry = tier.get(key);
        return entry != null && answers(entry) ? entry : null;
    }

    /** As {@link #find}, for a caller who is answered: what other nodes may have changed unheard is not found. */
    @Nullable
    Entry findTrusted(Object key) {
        Entry entry = find(key);
        return entry != null && sharing.trustsNear(entry, ticker.nanos()) ? entry : null;
    }

    /** Whether neither the cache as a whole nor what an entry was computed from was invalidated after its load began. */
    boolean answers(Entry entry) {
        return fence.holds(entry.since()) && entry.current() && sharing.holds(entry.stripe(), entry.since());
    }

    /** Whether a load of the key runs; a hint only. */
    boolean isAirborne(Object key) {
        return airborne.containsKey(key);
    }

    /** Returns, for people, the load of a key that who asks may find running; null where there is none. */
    @Nullable
    FlightState stateOf(Object key) {
        Flight flight = airborne.get(key);
        if (flight == null) {
            return null;
        }
        Phase phase = flight.landing.isDone() ? Phase.STORING : flight.isClaimed() ? Phase.LOADING : Phase.QUEUED;
        return new FlightState(phase, Duration.ofNanos(ticker.nanos() - flight.began), isRight(key, flight));
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
        boolean bound = transactions.isBound();
        Observation observation = observations.get();
        // What the session holds already is read without a statement.
        transactions.held(observation::read, observation::readUnknown);
        Moment now = fence.moment();
        Flight own = new Flight(transactions.openedAt(now), now.nanos(), transactions.inSnapshot(), observation);
        if (own.opened.isNever()) {
            // Nobody may see what it brings, and it must bring what this transaction has changed: it is nobody else's.
            return own;
        }
        if (bound && sharing.isShared()) {
            // What it reads may be from before a commit of another node, of which its number does not tell.
            Flight running = airborne.get(key);
            return running != null && running.isClaimed() && isRight(key, running) ? running : own;
        }
        // A flight that nobody runs yet would be run by this caller, in his session: it was not made for that.
        return airborne.compute(
                key,
                (k, flight) -> flight != null && isRight(k, flight) && (flight.isClaimed() || !bound) ? flight : own);
    }

    /** As {@link #board}, for a load in the background: nothing that the caller has read so far comes into it. */
    Flight boardInBackground(Object key) {
        Moment now = fence.moment();
        Flight own = new Flight(now, now.nanos(), false, observations.get());
        return airborne.compute(key, (k, flight) -> flight != null && isRight(k, flight) ? flight : own);
    }

    /** Returns the wait of a caller who boards another's flight now. */
    Waiting waitingFor(Flight flight) {
        return Waiting.forOthers(flight, fence.ended());
    }

    private boolean isRight(Object key, Flight flight) {
        return fence.permits(key, flight.since)
                && flight.isCurrent(fence.ended())
                && sharing.holds(flight.stripe, flight.since)
                && sharing.trusts(flight, ticker.nanos());
    }

    /**
     * Ends a load, and stores its entry if the fence permits it. An entry whose load began later stays.
     *
     * @param entry what to store, if anything
     */
    void land(Object key, Flight flight, @Nullable Entry entry) {
        airborne.compute(key, (k, current) -> {
            if (entry != null) {
                storeIfPermitted(k, entry);
            }
            return current == flight ? null : current;
        });
    }

    /** Leaves a load to itself: it may still store, but nobody boards it any more. */
    void abandon(Object key, Flight flight) {
        airborne.remove(key, flight);
    }

    /**
     * Stores an entry that was made outside of a flight, if the fence permits it. If it does not, there is nothing under the
     * key afterwards: it is not known which of two values is the newer.
     */
    void store(Object key, Entry entry, Mark mark) {
        airborne.compute(key, (k, current) -> {
            if (permits(k, entry)) {
                storeIfPermitted(k, entry);
                return current;
            }
            forget(k, mark);
            return null;
        });
    }

    /** Replaces whatever there is by an entry that was made some time ago; by nothing, if its key was invalidated since. */
    void replaceUnlessInvalidated(Object key, Entry entry, Mark mark) {
        airborne.compute(key, (k, current) -> {
            boolean permitted = permits(k, entry);
            forget(k, mark);
            if (permitted) {
                tier.put(k, entry);
            }
            return null;
        });
    }

    /** Replaces whatever there is, by nothing if there is no entry, and refuses what loads that run now will bring. */
    void replace(Object key, @Nullable Entry entry, Mark mark) {
        airborne.compute(key, (k, current) -> {
            forget(k, mark);
            if (entry != null) {
                tier.put(k, entry);
            }
            return null;
        });
    }

    /** As {@link #replace} by nothing, but for an entry of this version or a newer one; older ones are refused for a while. */
    void outdate(Object key, long version, Mark mark) {
        airborne.compute(key, (k, current) -> {
            fence.close(k, version, mark);
            Entry held = tier.get(k);
            if (held != null && !(answers(held) && held.version() != null && held.version() >= version)) {
                tier.remove(k);
            }
            versions.note(k, version, ticker.nanos());
            return null;
        });
    }

    void invalidateAll(Mark mark) {
        fence.closeAll(mark);
    }

    /** To be called in a step of the key. */
    private void forget(Object key, Mark mark) {
        versions.forget(key);
        fence.close(key, null, mark);
        tier.remove(key);
    }

    /** To be called in a step of the key. */
    private void storeIfPermitted(Object key, Entry entry) {
        String objection = objection(key, entry);
        if (objection == null) {
            tier.put(key, entry);
        } else {
            story.tell(Kind.REFUSED, key, objection);
        }
    }

    /** Returns why an entry is not to be stored, for people; null where nothing speaks against it. */
    private @Nullable String objection(Object key, Entry entry) {
        if (!permits(key, entry)) {
            return "it was invalidated, or what it was computed from has changed, after its load began";
        }
        Entry held = find(key);
        if (held != null && held.loadedAt() - entry.loadedAt() > 0) {
            return "there is one whose load began later";
        }
        if (held != null && isOlder(entry, held)) {
            return "there is one with version " + held.version() + ", and it has " + entry.version();
        }
        Long seen = versions.of(key, ticker.nanos());
        return seen == null || entry.version() == null || entry.version() >= seen
                ? null
                : "version " + seen + " was seen, and it has " + entry.version();
    }

    private boolean permits(Object key, Entry entry) {
        return fence.permits(key, entry.since()) && entry.current() && sharing.holds(entry.stripe(), entry.since());
    }

    /** Whether an entry has an older version than another that is served still. */
    private static boolean isOlder(Entry entry, Entry held) {
        return entry.version() != null
                && held.version() != null
                && entry.version() < held.version()
                && held.staleUntil() - entry.loadedAt() > 0;
    }
}
