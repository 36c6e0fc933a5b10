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

import io.wellspring.policy.Freshness;
import io.wellspring.store.Entry;
import io.wellspring.store.Tier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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
    private final Envelopes envelopes;
    private final Loads loads;
    private final Loaders loaders;
    private final Dependencies dependencies = new Dependencies();

    Region(String name, CacheSettings settings, Tier tier, Resources resources) {
        this.name = name;
        this.settings = settings;
        this.resources = resources;
        this.tier = tier;
        this.fence = new Fence(resources.invalidations());
        this.flights = new Flights(fence, tier, resources.sessions());
        this.envelopes = new Envelopes(name, settings, resources);
        this.loads = new Loads(name, settings, resources, flights, envelopes, counters);
        this.loaders = new Loaders(name);
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
        return List.of(tier.name());
    }

    /** About how many entries it holds, those included that no read will be answered with any more. */
    public long size() {
        return tier.size();
    }

    /** How many loads run. */
    int running() {
        return flights.count();
    }

    public CacheStatistics statistics() {
        return counters.snapshot(tier.evictions());
    }

    /** Returns the number of the last invalidation, for {@link #putIfUnchanged}. */
    public long now() {
        return resources.sessions().openedAt(fence.now());
    }

    /**
     * Returns the entry that answers a read at once and needs nothing more done; null where there is none. This is the hit
     * path: it locks nothing, and allocates nothing.
     */
    public @Nullable Entry hit(Object key) {
        Entry entry = flights.find(key);
        if (entry == null || entry.freshUntil() - resources.ticker().nanos() <= 0) {
            return null;
        }
        entry.hit();
        (entry.absent() ? counters.negativeHits : counters.hits).increment();
        return entry;
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
        Entry entry = answer(key, loader);
        return entry != null ? open(entry) : loads.load(key, loader);
    }

    /** As {@link #get}, without waiting. The future completes with the loader's own exception where the load fails. */
    public CompletableFuture<@Nullable Object> getAsync(Object key, Loader loader) {
        Entry entry = answer(key, loader);
        return entry != null ? CompletableFuture.completedFuture(open(entry)) : loads.loadAsync(key, loader);
    }

    /** Returns the values of keys, in their order. What is missing is loaded in as few calls as the loaders allow. */
    public Map<Object, @Nullable Object> getAll(Collection<Object> keys) throws Throwable {
        Map<Object, @Nullable Object> values = new LinkedHashMap<>();
        List<Object> missing = new ArrayList<>();
        for (Object key : keys) {
            if (values.containsKey(key)) {
                continue;
            }
            Entry entry = answer(key, loaders.of(key).loader());
            values.put(key, entry == null ? null : open(entry));
            if (entry == null) {
                missing.add(key);
            }
        }
        for (Map.Entry<CacheLoaderDefinition, List<Object>> group :
                loaders.group(missing).entrySet()) {
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
        Entry entry = flights.find(key);
        return entry == null || entry.freshness(resources.ticker().nanos()) == Freshness.EXPIRED ? null : entry;
    }

    /** As {@link #peek}, and counts a read; begins a refresh where it finds a stale entry, and something can load it. */
    public @Nullable Entry read(Object key) {
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

    /** Puts a value in the place of whatever there is. Loads that run now will not replace it. */
    public void put(Object key, @Nullable Object value) {
        flights.replace(key, sealed(value, fence.now()));
    }

    /**
     * Puts a value that was computed after {@link #now} was asked. If its key was invalidated meanwhile, it is forgotten
     * instead: it is not known which of the two values is the newer.
     */
    public void putIfUnchanged(Object key, @Nullable Object value, long since) {
        Entry entry = sealed(value, since);
        if (fence.permits(key, since) && entry != null) {
            flights.store(key, entry);
        } else {
            invalidate(key);
        }
    }

    /** Loads the value now, in the place of what there is; callers get what there is until then. */
    public @Nullable Object refresh(Object key, Loader loader) throws Throwable {
        return loads.reload(key, loader);
    }

    /** Forgets a key, and refuses what loads of it that run now will bring. */
    public void invalidate(Object key) {
        flights.replace(key, null);
        counters.invalidations.increment();
    }

    /** Forgets every key, in a time that does not depend on how many there are. */
    public void invalidateAll() {
        flights.invalidateAll();
        counters.invalidations.increment();
    }

    /** Forgets every key, and frees the memory. */
    public void clear() {
        invalidateAll();
        tier.clear();
    }

    /** Forgets what was computed from an entity; from all of its type, where no id is given. */
    void changed(Class<?> type, @Nullable Object id) {
        List<Object> keys = dependencies.keysOf(type, id);
        if (keys == null) {
            invalidateAll();
        } else {
            keys.forEach(this::invalidate);
        }
    }

    /** Returns the state of an entry for people; null where the cache as a whole was invalidated after its load began. */
    public @Nullable EntryState stateOf(Object key, Entry entry) {
        return fence.holds(entry.since())
                ? EntryState.of(
                        key,
                        entry,
                        tier.name(),
                        resources.ticker().nanos(),
                        resources.clock().instant())
                : null;
    }

    /** Iterates over the entries while others come and go. Stops no reader. */
    public Iterator<Map.Entry<Object, Entry>> iterator() {
        return tier.iterator();
    }

    private @Nullable Entry sealed(@Nullable Object value, long since) {
        LoadContext<Object> context = new LoadContext<>();
        Entry entry =
                envelopes.seal(value, context, null, since, resources.ticker().nanos());
        return Envelopes.worthStoring(entry, context) ? entry : null;
    }

    private @Nullable Entry answer(Object key, Loader loader) {
        Entry entry = peek(key);
        if (entry == null) {
            counters.misses.increment();
            return null;
        }
        entry.hit();
        if (entry.freshness(resources.ticker().nanos()) == Freshness.FRESH) {
            (entry.absent() ? counters.negativeHits : counters.hits).increment();
        } else {
            counters.staleHits.increment();
            loads.refresh(key, loader);
        }
        return entry;
    }
}
