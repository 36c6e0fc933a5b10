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
import io.wellspring.store.Found;
import io.wellspring.store.Generation;
import io.wellspring.store.SharedFence;
import io.wellspring.store.SharedTier;
import io.wellspring.store.Tier;
import io.wellspring.store.TierUnavailableException;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One cache as people look into it: nothing here loads, stores, or counts as a read. */
public final class Inspection {

    /**
     * An entry, and what it holds.
     *
     * @param value null where it says that there is none
     */
    public record Shown(EntryState state, @Nullable Object value) {}

    private final Region region;
    private final Resources resources;
    private final Tier tier;
    private final Fence fence;
    private final Flights flights;
    private final Sharing sharing;
    private final Envelopes envelopes;
    private final Story story;

    Inspection(
            Region region,
            Resources resources,
            Tier tier,
            Fence fence,
            Flights flights,
            Sharing sharing,
            Envelopes envelopes,
            Story story) {
        this.region = region;
        this.resources = resources;
        this.tier = tier;
        this.fence = fence;
        this.flights = flights;
        this.sharing = sharing;
        this.envelopes = envelopes;
        this.story = story;
    }

    /** Returns the entry that this process holds under a key, expired or not; null where there is none that would answer. */
    public @Nullable Shown near(Object key) {
        Entry entry = flights.find(key);
        return entry == null ? null : shownHere(key, entry);
    }

    /**
     * Returns the entry that the shared tier would answer a read with; null where there is none. Waits for the tier.
     *
     * @throws TierUnavailableException where it cannot be asked
     */
    public @Nullable Shown shared(Object key) {
        SharedTier shared = sharing.tier();
        if (shared == null) {
            return null;
        }
        Moment now = fence.moment();
        Found found = sharing.show(key, now).toCompletableFuture().join();
        if (found == Found.Permit.NONE) {
            throw new TierUnavailableException(shared.name(), "it is out of order, or takes too long");
        }
        return found instanceof Found.Hit hit
                ? shown(key, envelopes.seal(hit.stored(), now.number(), now.nanos()), shared.name(), null)
                : null;
    }

    /** Iterates over the keys that this process holds, while others come and go. Stops no reader. */
    public Iterator<Object> keys() {
        return each(tier.iterator(), Map.Entry::getKey);
    }

    /**
     * Iterates over the entries that this process holds, while others come and go. Stops no reader.
     *
     * @return with an empty element for each that answers nobody any more
     */
    public Iterator<Optional<EntryState>> nearEntries() {
        return each(
                tier.iterator(),
                entry -> flights.answers(entry.getValue())
                        ? Optional.of(
                                shownHere(entry.getKey(), entry.getValue()).state())
                        : Optional.empty());
    }

    /** Iterates over the entries of the shared tier, as {@link SharedTier#entries} does; over none where there is no such tier. */
    public Iterator<Optional<EntryState>> sharedEntries() {
        SharedTier shared = sharing.tier();
        return shared == null
                ? Collections.emptyIterator()
                : each(
                        shared.entries(),
                        found -> found.map(listed -> EntryState.of(
                                listed, shared.name(), resources.clock().instant())));
    }

    /** Returns the load of a key that who asks now may find running; null where there is none. */
    public @Nullable FlightState flight(Object key) {
        return flights.stateOf(key);
    }

    /**
     * Whether what is loaded now is not stored, since a commit is under way in this process, and this key, or one of the same
     * stripe, or what it is computed from has changed since that began.
     */
    public boolean isChanging(Object key) {
        long settled = fence.now();
        return !fence.permits(key, settled) || region.expected().stream().anyMatch(each -> each.last() > settled);
    }

    /** Returns what other nodes know of who may store an entry of a key; null where there are none, or the tier cannot be asked. */
    public @Nullable SharedFence fence(Object key) {
        SharedTier shared = sharing.tier();
        return shared == null ? null : shared.fenceOf(key).toCompletableFuture().join();
    }

    /**
     * Returns what happened lately to the entry of a key, and to all that it may have been computed from; the oldest first. Fresh
     * hits are not told, and of what is long ago nothing.
     */
    public List<Episode> story(Object key) {
        Instant time = resources.clock().instant();
        Story changes = resources.generations().story();
        Stream<Object> generations = Stream.concat(Stream.of(fence.whole()), region.expected().stream())
                .map(Generation::name)
                .map(Object.class::cast);
        Entry held = flights.find(key);
        Stream<Object> tags =
                held == null ? Stream.empty() : held.basis().tags().stream().map(tag -> Generation.TAG + tag);
        Stream<Object> everywhere = Stream.of(sharing.stripeOf(key), Generations.ALL);
        return Stream.concat(
                        Stream.of(key, region).flatMap(subject -> story.of(subject, time)),
                        Stream.of(generations, tags, everywhere)
                                .flatMap(subjects -> subjects)
                                .distinct()
                                .flatMap(subject -> changes.of(subject, time)))
                .sorted(Comparator.comparing(Episode::at))
                .toList();
    }

    private Shown shownHere(Object key, Entry entry) {
        return shown(key, entry, tier.name(), (long) entry.hits());
    }

    private Shown shown(Object key, Entry entry, String tierName, @Nullable Long hits) {
        EntryState state = EntryState.of(
                key,
                entry,
                tierName,
                hits,
                resources.ticker().nanos(),
                resources.clock().instant());
        return new Shown(state, entry.value());
    }

    private static <A, B> Iterator<B> each(Iterator<A> all, Function<A, B> view) {
        return new Iterator<>() {

            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            public B next() {
                return view.apply(all.next());
            }
        };
    }
}
