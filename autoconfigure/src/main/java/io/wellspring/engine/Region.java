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
import io.wellspring.store.Entry;
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
    private final Counters counters;
    private final Story story;
    private volatile @Nullable HitSampler sampler;
    private final Envelopes envelopes;
    private final Loads loads;
    private final Loaders loaders;
    private final Dependencies dependencies;
    private final Sharing sharing;
    private final Forgetting forgetting;
    private final LookAside lookAside;
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
        this.counters = new Counters(name);
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
        this.forgetting = new Forgetting(this, flights, counters, story);
        this.lookAside = new LookAside(this, resources, fence, flights, envelopes, sharing, counters, story);
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

    /** Returns why its values cannot be shared though they should; null where they can. To be asked once the application has started. */
    public @Nullable String sharingProblem() {
        SharedTier shared = sharing.tier();
        return shared == null ? null : shared.problem();
    }

    /** About how many entries it holds, those included that no read will be answered with any more. */
    public long size() {
        return tier.size();
    }

    /** How many loads run. */
    int running() {
        return flights.count();
    }

    /** Returns what forgets its entries. */
    Forgetting forgetting() {
        return forgetting;
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
        return lookAside.read(key, reading);
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
        return lookAside.readAsync(key, reading);
    }

    /**
     * Puts a value in the place of whatever there is. Loads that run now will not replace it. In a transaction it waits for the
     * commit, and is forgotten if the key was invalidated meanwhile.
     */
    public void put(Object key, @Nullable Object value) {
        lookAside.put(key, value);
    }

    /**
     * Puts a value that was computed after a reading began. If its key was invalidated meanwhile, it is forgotten instead: it is
     * not known which of the two values is the newer. What a transaction computed that may see what is not committed is not
     * put at all.
     */
    public void putIfUnchanged(Object key, @Nullable Object value, Reading reading) {
        lookAside.putIfUnchanged(key, value, reading);
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
        return lookAside.sealed(key, loads.loadPast(key, loader), since, began, new Observation(dependencies));
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
        invalidate(key, mark -> forgetting.called(key, mark, transaction));
    }

    /** As {@link #invalidate(Object)}, but leaves an entry that has this version of its entity or a newer one. */
    public void invalidate(Object key, long version) {
        String transaction = Cause.in(resources.transactions().name());
        invalidate(key, mark -> forgetting.called(key, version, mark, transaction));
    }

    /** Forgets every key, in a time that does not depend on how many there are; in a transaction once more with its commit. */
    public void invalidateAll() {
        String transaction = Cause.in(resources.transactions().name());
        invalidate(null, mark -> forgetting.allCalled(mark, transaction));
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

    /** @param key null for every key of the cache */
    private void invalidate(@Nullable Object key, Consumer<Mark> invalidation) {
        resources.transactions().withCommit(this, key, invalidation);
        resources.sequence().atOnce(invalidation);
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

    /** Returns the entry that answers a read, and counts it; begins a refresh where that is stale. */
    @Nullable
    Entry answer(Object key, Loader loader) {
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
