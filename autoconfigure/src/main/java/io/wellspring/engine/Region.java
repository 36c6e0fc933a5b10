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
import io.wellspring.policy.Freshness;
import io.wellspring.store.Asking.Purpose;
import io.wellspring.store.Entry;
import io.wellspring.store.Found;
import io.wellspring.store.Generation;
import io.wellspring.store.SharedTier;
import io.wellspring.store.Tier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One cache, by keys and values of any type: the part of the engine that the ways into it share. Applications use {@link
 * ReadThroughCache}.
 */
public final class Region {

    private final String name;
    private final CacheSettings settings;
    private final Resources resources;
    private final Tier tier;
    private final Fence fence;
    private final Flights flights;
    private final Counters counters = new Counters();
    private final Story story;
    private volatile @Nullable HitSampler sampler;
    private final Envelopes envelopes;
    private final Loads loads;
    private final Loaders loaders;
    private final Dependencies dependencies;
    private final Sharing sharing;
    private final Inspection inspection;

    Region(
            String name,
            CacheSettings settings,
            Tier tier,
            @Nullable SharedTier shared,
            Heard heard,
            Resources resources) {
        this.name = name;
        this.settings = settings;
        this.resources = resources;
        this.tier = tier;
        this.story = new Story(resources.ticker());
        this.dependencies = new Dependencies(resources.generations(), settings.infersDependencies());
        this.fence = new Fence(name, resources.sequence(), shared);
        this.sharing = new Sharing(
                name, shared, resources.fleet(), heard, this::expected, settings.loadTimeout(), resources.tracer());
        this.flights = new Flights(
                fence,
                tier,
                sharing,
                resources.transactions(),
                resources.ticker(),
                () -> new Observation(dependencies),
                story);
        this.envelopes = new Envelopes(name, settings, resources, fence.changes(), dependencies);
        this.loads = new Loads(name, settings, resources, flights, envelopes, sharing, counters, story);
        this.loaders = new Loaders(name);
        this.inspection = new Inspection(this, resources, tier, fence, flights, sharing, envelopes, story);
        resources.generations().add(fence.whole());
        resources.generations().add(fence.changes());
    }

    public String name() {
        return name;
    }

    public CacheSettings settings() {
        return settings;
    }

    public Loaders loaders() {
        return loaders;
    }

    public Dependencies dependencies() {
        return dependencies;
    }

    /** The names of its tiers, the nearest first. */
    public List<String> tiers() {
        SharedTier shared = sharing.tier();
        return shared == null || !shared.keepsValues() ? List.of(tier.name()) : List.of(tier.name(), shared.name());
    }

    /** The name of the tier in the heap of this process. */
    public String nearTier() {
        return tier.name();
    }

    /** The name of the tier that other nodes have too, whether or not it keeps values of this cache; null where there is none. */
    public @Nullable String sharedTier() {
        SharedTier shared = sharing.tier();
        return shared == null ? null : shared.name();
    }

    /** About how many entries it holds, those included that no read will be answered with any more. */
    public long size() {
        return tier.size();
    }

    /** How many loads run. */
    int running() {
        return flights.count();
    }

    /** Returns the view of it that people have. */
    public Inspection inspection() {
        return inspection;
    }

    public CacheStatistics statistics() {
        return counters.snapshot(tier.evictions());
    }

    /** Has somebody hear, from now on, what it does that is no fresh hit; once, if he is equal to one who does. */
    public void observe(CacheObserver observer) {
        counters.add(observer);
    }

    /** Whether the current thread is in a transaction that may write. */
    public boolean mayWrite() {
        return resources.transactions().mayWrite();
    }

    /** Notes how old what the current thread reads may be, and what it holds already; for {@link #putIfUnchanged}. */
    public Reading reading() {
        Observation observation = new Observation(dependencies);
        resources.transactions().held(observation::read, observation::readUnknown);
        Moment now = fence.moment();
        return new Reading(resources.transactions().openedAt(now), now.nanos(), observation);
    }

    /** Declares that values are computed from entities of a type. */
    public void dependOn(Class<?> type) {
        dependencies.add(type);
        // What it holds by now may be held to less.
        resources.sequence().here(flights::invalidateAll);
    }

    /**
     * Declares that each entry holds just the entity of a type whose id is its key, so that no other entry changes with it. Where
     * the opposite is declared of the type before or after, that wins.
     *
     * @param qualifier what tells those keys from the keys of other methods; empty where nothing does
     */
    public void dependOnId(Class<?> type, String qualifier) {
        dependencies.addById(type, qualifier);
        resources.sequence().here(flights::invalidateAll);
    }

    /** Declares that the state of an entity tells which keys are computed from it. */
    public void dependOnState(Class<?> type, ChangedKeys keys) {
        dependencies.addByState(type, keys);
        resources.sequence().here(flights::invalidateAll);
    }

    /**
     * Returns the entry that answers a read at once and needs nothing more done; null where there is none. This is the hit
     * path: it locks nothing, and allocates nothing. In a transaction that has changed what the value is computed from there is
     * none.
     */
    public @Nullable Entry hit(Object key) {
        Entry entry = flights.find(key);
        if (entry == null) {
            return null;
        }
        // What other nodes may have changed is not held back by a clock that is late.
        long now = sharing.isShared()
                ? resources.ticker().nanos()
                : resources.ticker().coarseNanos();
        if (entry.freshUntil() - now <= 0 || !sharing.trustsNear(entry, now) || hides(key)) {
            return null;
        }
        if (entry.hit(now)) {
            tier.used(key);
        }
        (entry.absent() ? counters.negativeHits : counters.hits).increment();
        HitSampler sampling = sampler;
        if (sampling != null) {
            sampling.hit(key, entry);
        }
        return entry;
    }

    /** Has somebody hear of each fresh hit, from now on. */
    public void sampleBy(HitSampler taken) {
        sampler = taken;
    }

    /** Returns the value of an entry for one more caller, who may change it as he likes. */
    public @Nullable Object open(Entry entry) {
        return envelopes.open(entry);
    }

    /**
     * Returns the value of a key: fresh, or stale while a refresh is begun, or loaded.
     *
     * @throws Throwable the loader's own exception
     */
    public @Nullable Object get(Object key, Loader loader) throws Throwable {
        if (hides(key)) {
            return loads.loadPast(key, loader);
        }
        Entry entry = answer(key, loader);
        return entry != null ? open(entry) : loads.load(key, loader);
    }

    /** As {@link #get}, without waiting. The future completes with the loader's own exception where the load fails. */
    public CompletableFuture<@Nullable Object> getAsync(Object key, Loader loader) {
        if (hides(key)) {
            return loads.loadPastAsync(key, loader);
        }
        Entry entry = answer(key, loader);
        return entry != null ? CompletableFuture.completedFuture(open(entry)) : loads.loadAsync(key, loader);
    }

    /** Returns the values of keys, in their order. What is missing is loaded in as few calls as the loaders allow. */
    public Map<Object, @Nullable Object> getAll(Collection<Object> keys) throws Throwable {
        return getAll(keys, loaders::ofMany);
    }

    /** As {@link #getAll(Collection)}, by loaders that the caller knows. */
    public Map<Object, @Nullable Object> getAll(
            Collection<Object> keys, Function<Object, CacheLoaderDefinition> loaderOf) throws Throwable {
        Map<Object, @Nullable Object> values = new LinkedHashMap<>();
        Map<CacheLoaderDefinition, List<Object>> missing = new LinkedHashMap<>();
        for (Object key : keys) {
            if (values.containsKey(key)) {
                continue;
            }
            if (hides(key)) {
                values.put(key, loads.loadPast(key, loaderOf.apply(key).loader()));
                continue;
            }
            Entry entry = answer(key, loaderOf.apply(key).loader());
            values.put(key, entry == null ? null : open(entry));
            if (entry == null) {
                missing.computeIfAbsent(loaderOf.apply(key), loader -> new ArrayList<>())
                        .add(key);
            }
        }
        for (Map.Entry<CacheLoaderDefinition, List<Object>> group : missing.entrySet()) {
            values.putAll(loads.loadAll(group.getValue(), group.getKey()));
        }
        return values;
    }

    /** Returns what it holds under a key, expired or not, without counting a read. */
    public @Nullable Entry held(Object key) {
        return flights.find(key);
    }

    /** Returns the entry under a key, fresh or stale, without counting a read and without loading. */
    public @Nullable Entry peek(Object key) {
        return hides(key) ? null : served(key);
    }

    /**
     * As {@link #peek}, and counts a read; begins a refresh where it finds a stale entry, and something can load it.
     *
     * @param reading begun before, for {@link #putIfUnchanged} where there is no entry
     */
    public @Nullable Entry read(Object key, Reading reading) {
        if (hides(key)) {
            counters.misses.increment();
            return null;
        }
        Entry entry = readHere(key);
        return entry != null || !sharing.isShared()
                ? entry
                : looked(key, reading, look(key, reading).join());
    }

    /**
     * What was found for a caller who does not wait for it.
     *
     * @param value null for an absence
     */
    public record Opened(@Nullable Object value) {}

    /**
     * As {@link #read} and {@link #open}, without waiting: what the shared tier answers is taken by a thread of the loads.
     *
     * @return null where it is known at once that there is nothing
     */
    public @Nullable CompletableFuture<@Nullable Opened> readAsync(Object key, Reading reading) {
        if (hides(key)) {
            counters.misses.increment();
            return null;
        }
        Entry entry = readHere(key);
        if (entry != null) {
            return CompletableFuture.completedFuture(new Opened(open(entry)));
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
        CacheLoaderDefinition definition = loaders.find(key);
        if (definition != null) {
            return answer(key, definition.loader());
        }
        Entry entry = hit(key);
        if (entry == null) {
            counters.misses.increment();
        }
        return entry;
    }

    /**
     * Puts a value in the place of whatever there is. Loads that run now will not replace it. In a transaction it waits for the
     * commit, and is forgotten if the key was invalidated meanwhile.
     */
    public void put(Object key, @Nullable Object value) {
        if (sharing.isShared()) {
            putForAll(key, value);
            return;
        }
        Entry entry = sealed(key, value, fence.now(), resources.ticker().nanos(), new Observation(dependencies));
        boolean later = resources.transactions().afterCommit(this, key, mark -> {
            if (entry == null) {
                forget(key, mark, null);
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
        invalidate(key);
        if (mayWrite()) {
            return;
        }
        Reading reading = reading();
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

    /**
     * Puts a value that was computed after a reading began. If its key was invalidated meanwhile, it is forgotten instead: it is
     * not known which of the two values is the newer. What a transaction computed that may see what is not committed is not
     * put at all.
     */
    public void putIfUnchanged(Object key, @Nullable Object value, Reading reading) {
        Moment opened = reading.opened();
        if (!opened.isNever()) {
            Entry entry = reading.observation().isComplete()
                    ? sealed(key, value, opened.number(), reading.began(), reading.observation())
                    : null;
            boolean may = reading.permit().store(entry).toCompletableFuture().join();
            if (reading.observation().isComplete()) {
                storeOrForget(key, may ? entry : null);
            }
        } else if (!mayWrite()) {
            // The transaction that looked is over: this is the put of another call.
            put(key, value);
        } else if (!hides(key) && flights.find(key) != null) {
            // Somebody stored a value since, which may be older than this one.
            invalidate(key);
        }
    }

    /** Loads the value now, in the place of what there is; callers get what there is until then. */
    public @Nullable Object refresh(Object key, Loader loader) throws Throwable {
        if (hides(key)) {
            return loads.loadPast(key, loader);
        }
        counters.reloads.increment();
        return loads.reload(key, loader);
    }

    /** Loads a value as {@link #refresh} does, and stores nothing; null where it is not worth storing. */
    public @Nullable Entry loadUnstored(Object key, Loader loader) throws Throwable {
        long since = fence.now();
        long began = resources.ticker().nanos();
        return sealed(key, loads.loadPast(key, loader), since, began, new Observation(dependencies));
    }

    /**
     * Has something done by a thread of the refreshes.
     *
     * @param task must not throw
     * @param otherwise done in its place where there is no room for it
     */
    public void inBackground(Runnable task, Runnable otherwise) {
        try {
            // An executor may run it in the caller's thread: in his transaction, and in his old session.
            resources.refreshes().execute(() -> (resources.transactions().isBound() ? otherwise : task).run());
        } catch (Throwable e) {
            // Whatever keeps it from running, the caller has his value.
            otherwise.run();
        }
    }

    /** Takes down that an entry was found to be wrong. */
    public void foundStale(Object key) {
        story.tell(Kind.FOUND_STALE, key, "a load brought another value: it was changed, and nobody told of it");
    }

    /**
     * Forgets a key, and refuses what loads of it that run now will bring; in a transaction once more with its commit, since
     * others may load meanwhile what is about to change.
     */
    public void invalidate(Object key) {
        String transaction = Cause.in(resources.transactions().name());
        invalidate(key, mark -> forget(key, mark, transaction));
    }

    /** As {@link #invalidate(Object)}, but leaves an entry that has this version of its entity or a newer one. */
    public void invalidate(Object key, long version) {
        String transaction = Cause.in(resources.transactions().name());
        invalidate(key, mark -> {
            counters.calls.increment();
            outdate(key, version, mark, transaction);
        });
    }

    /** Forgets every key, in a time that does not depend on how many there are; in a transaction once more with its commit. */
    public void invalidateAll() {
        String transaction = Cause.in(resources.transactions().name());
        invalidate(null, mark -> forgetAll(mark, transaction));
    }

    /** Forgets every key, and frees the memory. */
    public void clear() {
        invalidateAll();
        tier.clear();
    }

    /** Whether each change of an entity of a type concerns certain keys only. */
    boolean isExact(Class<?> type) {
        return dependencies.isExact(type);
    }

    /** Whether the state of a changed entity is needed to tell the keys that it concerns. */
    boolean needsStateOf(Class<?> type) {
        return dependencies.needsStateOf(type);
    }

    /** Returns the keys that are computed from an entity in a state; null where that cannot be told. */
    @Nullable
    Collection<Object> keysOf(Class<?> type, Object state, boolean collectionsKnown) {
        return dependencies.keysByState(type, state, collectionsKnown);
    }

    /** Forgets the keys of changed entities of a type. Where an id is not known, the generations of the type see to it. */
    void changed(Class<?> type, Collection<Change> changes, Mark mark, Cause cause) {
        Function<Object, Collection<Object>> keysOf = dependencies.keysById(type);
        for (Change change : changes) {
            Object id = change.id();
            if (id == null) {
                typeChanged();
            } else {
                Cause exact = cause.only(change);
                keysOf.apply(id).forEach(key -> changed(key, change.version(), mark, exact));
            }
        }
    }

    private void changed(Object key, @Nullable Long version, Mark mark, Cause cause) {
        // A cache that tells the newer state by another attribute cannot compare the two.
        if (version == null || !settings.versionAttribute().isEmpty()) {
            forgetChanged(key, mark, cause);
        } else {
            counters.changes.increment();
            outdate(key, version, mark, cause);
        }
    }

    /** Counts that a type has changed whose generations see to what falls. */
    void typeChanged() {
        counters.typeChanges.increment();
    }

    /** Forgets a key that a changed entity concerns. */
    void forgetChanged(Object key, Mark mark, Object cause) {
        counters.changes.increment();
        drop(key, mark, cause);
    }

    /** Forgets every key, since a changed entity concerns some, and it is not known which. */
    void forgetAllChanged(Mark mark, Object cause) {
        counters.typeChanges.increment();
        dropAll(mark, cause);
    }

    private void forget(Object key, Mark mark, @Nullable Object cause) {
        counters.calls.increment();
        drop(key, mark, cause);
    }

    private void forgetAll(Mark mark, @Nullable Object cause) {
        counters.calls.increment();
        dropAll(mark, cause);
    }

    /** @param cause for people; null where none is known */
    private void drop(Object key, Mark mark, @Nullable Object cause) {
        flights.replace(key, null, mark);
        story.tell(Kind.INVALIDATED, key, cause);
    }

    private void dropAll(Mark mark, @Nullable Object cause) {
        flights.invalidateAll(mark);
        story.tell(Kind.CACHE_INVALIDATED, this, cause);
    }

    private void outdate(Object key, long version, Mark mark, @Nullable Object cause) {
        flights.outdate(key, version, mark);
        story.tell(Kind.INVALIDATED, key, cause);
    }

    private void storeOrForget(Object key, @Nullable Entry entry) {
        resources.sequence().here(mark -> {
            if (entry == null) {
                forget(key, mark, null);
            } else {
                story.tell(Kind.PUT, key, null);
                flights.store(key, entry, mark);
            }
        });
    }

    /** @param key null for every key of the cache */
    private void invalidate(@Nullable Object key, Consumer<Mark> invalidation) {
        resources.transactions().withCommit(this, key, invalidation);
        resources.sequence().atOnce(invalidation);
    }

    /** Forgets everything of this node. */
    void forgetHere(Mark mark) {
        flights.invalidateAll(mark);
    }

    /** What its values are mostly computed from. */
    Collection<Generation> expected() {
        Set<Generation> expected = dependencies.expected();
        expected.addAll(envelopes.expected());
        return expected;
    }

    /** Whether the current transaction has changed what the value of a key is computed from, so that it has to read past the cache. */
    public boolean hides(Object key) {
        return resources.transactions().hides(this, key, dependencies);
    }

    private @Nullable Entry served(Object key) {
        Entry entry = flights.findTrusted(key);
        return entry == null || entry.freshness(resources.ticker().nanos()) == Freshness.EXPIRED ? null : entry;
    }

    private @Nullable Entry sealed(
            Object key, @Nullable Object value, long since, long began, Observation observation) {
        LoadContext<Object> context = new LoadContext<>();
        Entry entry = envelopes.seal(key, value, context, null, observation, since, began, sharing.stripeOf(key));
        return Envelopes.worthStoring(entry, context) ? entry : null;
    }

    private @Nullable Entry answer(Object key, Loader loader) {
        Entry entry = served(key);
        if (entry == null) {
            counters.misses.increment();
            return null;
        }
        long now = resources.ticker().nanos();
        if (entry.hit(now)) {
            tier.used(key);
        }
        if (entry.freshness(now) == Freshness.FRESH) {
            (entry.absent() ? counters.negativeHits : counters.hits).increment();
        } else {
            counters.servedStale(now - entry.freshUntil());
            loads.refresh(key, loader);
        }
        return entry;
    }
}
