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
import io.wellspring.engine.Region.Opened;
import io.wellspring.store.Asking.Purpose;
import io.wellspring.store.Entry;
import io.wellspring.store.Found;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One cache for callers who load by themselves, as those of Spring's own {@code Cache} do: they look, and put what they have found
 * elsewhere. Between the two no flight protects the value, but what the {@link Reading} has noted when it began.
 */
final class LookAside {

    private final Region region;
    private final Resources resources;
    private final Fence fence;
    private final Flights flights;
    private final Envelopes envelopes;
    private final Sharing sharing;
    private final Counters counters;
    private final Story story;

    LookAside(
            Region region,
            Resources resources,
            Fence fence,
            Flights flights,
            Envelopes envelopes,
            Sharing sharing,
            Counters counters,
            Story story) {
        this.region = region;
        this.resources = resources;
        this.fence = fence;
        this.flights = flights;
        this.envelopes = envelopes;
        this.sharing = sharing;
        this.counters = counters;
        this.story = story;
    }

    /** See {@link Region#read}. */
    @Nullable
    Entry read(Object key, Reading reading) {
        if (region.hides(key)) {
            counters.misses.increment();
            return null;
        }
        Entry entry = readHere(key);
        return entry != null || !sharing.isShared()
                ? entry
                : looked(key, reading, look(key, reading).join());
    }

    /** See {@link Region#readAsync}. */
    @Nullable
    CompletableFuture<@Nullable Opened> readAsync(Object key, Reading reading) {
        if (region.hides(key)) {
            counters.misses.increment();
            return null;
        }
        Entry entry = readHere(key);
        if (entry != null) {
            return CompletableFuture.completedFuture(new Opened(envelopes.open(entry)));
        }
        if (!sharing.isShared()) {
            return null;
        }
        List<Observation> takers = Reads.takers();
        return look(key, reading)
                .thenApplyAsync(
                        found -> {
                            Entry hit = looked(key, reading, found);
                            return hit == null ? null : new Opened(envelopes.open(hit, takers));
                        },
                        resources.loads());
    }

    private @Nullable Entry readHere(Object key) {
        CacheLoaderDefinition definition = region.loaders().find(key);
        if (definition != null) {
            return region.answer(key, definition.loader());
        }
        Entry entry = region.hit(key);
        if (entry == null) {
            counters.misses.increment();
        }
        return entry;
    }

    /** See {@link Region#put}. */
    void put(Object key, @Nullable Object value) {
        if (sharing.isShared()) {
            putForAll(key, value);
            return;
        }
        Entry entry =
                sealed(key, value, fence.now(), resources.ticker().nanos(), new Observation(region.dependencies()));
        boolean later = resources.transactions().afterCommit(region, key, mark -> {
            if (entry == null) {
                region.forgetting().called(key, mark, null);
            } else {
                // What others loaded meanwhile is older, though it was loaded later: it is from before the commit.
                flights.replaceUnlessInvalidated(key, entry, mark);
            }
        });
        if (!later) {
            resources.sequence().atOnce(mark -> flights.replace(key, entry, mark));
        }
        story.tell(Kind.PUT, key, Cause.in(resources.transactions().name()));
    }

    /** In a transaction it only forgets the key: the nodes cannot agree on a value before the commit, nor one put it right after. */
    private void putForAll(Object key, @Nullable Object value) {
        region.invalidate(key);
        if (region.mayWrite()) {
            return;
        }
        Reading reading = region.reading();
        if (looked(key, reading, look(key, reading).join()) == null) {
            putIfUnchanged(key, value, reading);
        }
    }

    /** Asks the shared tier for a key, or for leave to put a value of it. To be followed by {@link #looked}. */
    private CompletableFuture<Found> look(Object key, Reading reading) {
        return sharing.ask(key, Purpose.LOOK, reading.opened(), reading.inOldSession())
                .toCompletableFuture();
    }

    private @Nullable Entry looked(Object key, Reading reading, Found found) {
        reading.observation().asked(resources.ticker().nanos());
        if (!(found instanceof Found.Hit hit)) {
            reading.allow(found instanceof Found.Permit permit ? permit : Found.Permit.NONE);
            return null;
        }
        Entry entry = envelopes.seal(
                hit.stored(), reading.opened().number(), resources.ticker().nanos());
        resources.sequence().here(mark -> flights.store(key, entry, mark));
        story.tell(Kind.SHARED_HIT, key, null);
        counters.sharedHits.increment();
        return entry;
    }

    /** See {@link Region#putIfUnchanged}. */
    void putIfUnchanged(Object key, @Nullable Object value, Reading reading) {
        Moment opened = reading.opened();
        if (!opened.isNever()) {
            Entry entry = reading.observation().isComplete()
                    ? sealed(key, value, opened.number(), reading.began(), reading.observation())
                    : null;
            boolean may = reading.permit().store(entry).toCompletableFuture().join();
            if (reading.observation().isComplete()) {
                storeOrForget(key, may ? entry : null);
            }
        } else if (!region.mayWrite()) {
            // The transaction that looked is over: this is the put of another call.
            put(key, value);
        } else if (!region.hides(key) && flights.find(key) != null) {
            // Somebody stored a value since, which may be older than this one.
            region.invalidate(key);
        }
    }

    private void storeOrForget(Object key, @Nullable Entry entry) {
        resources.sequence().here(mark -> {
            if (entry == null) {
                region.forgetting().called(key, mark, null);
            } else {
                story.tell(Kind.PUT, key, null);
                flights.store(key, entry, mark);
            }
        });
    }

    /** Returns an entry for a value that no flight has loaded; null where it is not worth storing. */
    @Nullable
    Entry sealed(Object key, @Nullable Object value, long since, long began, Observation observation) {
        LoadContext<Object> context = new LoadContext<>();
        Entry entry = envelopes.seal(key, value, context, null, observation, since, began, sharing.stripeOf(key));
        return Envelopes.worthStoring(entry, context) ? entry : null;
    }
}
