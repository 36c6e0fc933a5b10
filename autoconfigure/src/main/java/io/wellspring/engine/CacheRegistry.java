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

import io.wellspring.key.KeyPattern;
import io.wellspring.key.KeyType;
import io.wellspring.store.Entry;
import io.wellspring.store.SharedTier;
import io.wellspring.store.Tier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All caches of an application, by name. */
public final class CacheRegistry implements ReadThroughCaches {

    /**
     * Which caches a change of one type concerns.
     *
     * @param exact those that know which keys it concerns
     * @param byState those of them that need the state of what changed to tell
     * @param others those that the generations of the type see to
     */
    private record Plan(List<Region> exact, List<Region> byState, List<Region> others) {}

    /** The plans as of some state of all dependencies. One that is made while these change is used by nobody afterwards. */
    private record Plans(int asOf, ConcurrentMap<Class<?>, Plan> byType) {}

    private final ConcurrentMap<String, Region> regions = new ConcurrentHashMap<>();
    private final List<Consumer<Region>> latecomers = new CopyOnWriteArrayList<>();
    private volatile Plans plans = new Plans(-1, new ConcurrentHashMap<>());
    private final Resources resources;
    private final Function<String, CacheSettings> settings;
    private final Function<CacheSettings, Tier> tiers;
    private final Function<String, @Nullable SharedTier> sharedTiers;
    private final Heard heard;
    private final KeyType.Converter converter;

    /**
     * @param settings decides the settings of a cache by its name
     * @param tiers makes the tier of a cache
     * @param sharedTiers makes the tier that a cache shares with other nodes, by its name; null where there are none
     * @param converter reads keys from text
     */
    public CacheRegistry(
            Resources resources,
            Function<String, CacheSettings> settings,
            Function<CacheSettings, Tier> tiers,
            Function<String, @Nullable SharedTier> sharedTiers,
            KeyType.Converter converter) {
        this.resources = resources;
        this.settings = settings;
        this.tiers = tiers;
        this.sharedTiers = sharedTiers;
        this.heard = new Heard(
                resources,
                mark -> regions.values().forEach(region -> region.forgetting().here(mark)));
        resources.fleet().listen(heard);
        this.converter = converter;
    }

    /** Returns the cache of a name, which comes to be if there is none. */
    public Region declare(String name) {
        List<Region> made = new ArrayList<>();
        Region region = regions.computeIfAbsent(name, key -> {
            CacheSettings decided = settings.apply(key);
            made.add(new Region(key, decided, tiers.apply(decided), sharedTiers.apply(key), heard, resources));
            return made.get(0);
        });
        // Outside of that step: who is told may ask for it.
        made.forEach(late -> latecomers.forEach(listener -> listener.accept(late)));
        return region;
    }

    /** Has somebody told of each cache that there is, and of each that comes to be from now on; maybe twice of one that comes just now. */
    public void forEach(Consumer<Region> listener) {
        latecomers.add(listener);
        regions.values().forEach(listener);
    }

    /** Returns the cache of a name; null where there is none. */
    public @Nullable Region find(String name) {
        return regions.get(name);
    }

    @Override
    public Collection<String> names() {
        return regions.keySet().stream().sorted().toList();
    }

    /** Reads a key of a cache from its text form; null where nothing tells of which type it is. */
    public @Nullable Object parse(Region region, String text) {
        return region.loaders().parse(text, converter);
    }

    /** Makes an entity type known before anything is computed from it: other nodes may know what is. */
    public void know(Class<?> type) {
        resources.generations().of(type);
    }

    /** To be called before a commit: what that changes is announced under the mark, which is to end after it. */
    public Mark mark() {
        return resources.sequence().mark();
    }

    /** Has something invalidated that is committed already. */
    public void atOnce(Consumer<Mark> invalidation) {
        resources.sequence().atOnce(invalidation);
    }

    /** Forgets, in every cache, what was computed from changed entities, but for {@link #concerned what their state tells}. */
    public void changed(Collection<Change> changes, Mark mark) {
        Map<Class<?>, List<Change>> byType = new LinkedHashMap<>();
        changes.forEach(change ->
                byType.computeIfAbsent(change.type(), type -> new ArrayList<>()).add(change));
        byType.forEach((type, all) -> {
            boolean bulk = all.stream().anyMatch(change -> change.id() == null);
            Cause cause = Cause.of(all, resources.transactions());
            resources.generations().changed(type, bulk, mark, cause);
            Plan plan = planOf(type);
            plan.others().forEach(region -> region.forgetting().typeChanged());
            plan.exact().forEach(region -> region.forgetting().changed(type, all, mark, cause));
        });
    }

    /** Whether any cache needs the state of a changed entity to tell its keys. */
    public boolean needsStateOf(Class<?> type) {
        return !planOf(type).byState().isEmpty();
    }

    /** Returns what takes down the keys that the states of changed entities tell. */
    public Concerned concerned() {
        return new Concerned(type -> planOf(type).byState());
    }

    /** Forgets, in every cache, the entries that bear a tag, in a time that does not depend on how many there are. */
    public void tagged(String tag, Mark mark) {
        resources.generations().tagged(tag, mark);
    }

    @Override
    public @Nullable Object get(String text) {
        int separator = text.indexOf(KeyPattern.SEPARATOR);
        if (separator < 0) {
            throw new IllegalArgumentException(
                    "'" + text + "' names no key; write the cache and the key, parted by a colon, as in product:42");
        }
        Region region = known(text.substring(0, separator));
        String rest = text.substring(separator + 1);
        Object key = parse(region, rest);
        if (key == null) {
            throw new NoLoaderException(region.name(), rest);
        }
        Entry entry = region.hit(key);
        return entry != null
                ? region.open(entry)
                : Sneaky.call(() -> region.get(key, region.loaders().of(key).loader()));
    }

    @Override
    public <K, V> ReadThroughCache<K, V> cache(String name, Class<K> keyType, Class<V> valueType) {
        Region region = known(name);
        List<CacheLoaderDefinition> loaders = region.loaders().all();
        for (CacheLoaderDefinition loader : loaders) {
            KeyType declared = loader.keyType();
            if (declared != null && declared.takes(keyType)) {
                return new TypedCache<>(region, valueType);
            }
        }
        if (loaders.isEmpty() || loaders.stream().allMatch(loader -> loader.keyType() == null)) {
            return new TypedCache<>(region, valueType);
        }
        throw new IllegalArgumentException("Cache '" + name + "' has no keys of " + keyType.getName()
                + "; its loader is " + loaders.get(0).description());
    }

    /**
     * Returns the cache of a name.
     *
     * @throws UnknownCacheException where there is none
     */
    public Region known(String name) {
        Region region = regions.get(name);
        if (region == null) {
            throw new UnknownCacheException(name, names());
        }
        return region;
    }

    private Plan planOf(Class<?> type) {
        int now = resources.generations().declarations();
        Plans current = plans;
        if (current.asOf() != now) {
            current = new Plans(now, new ConcurrentHashMap<>());
            plans = current;
        }
        Plan plan = current.byType().get(type);
        return plan != null ? plan : current.byType().computeIfAbsent(type, this::plan);
    }

    private Plan plan(Class<?> type) {
        List<Region> concerned = regions.values().stream()
                .filter(region -> region.dependencies().concernedBy(type))
                .toList();
        return new Plan(
                concerned.stream().filter(region -> region.isExact(type)).toList(),
                concerned.stream().filter(region -> region.needsStateOf(type)).toList(),
                concerned.stream().filter(region -> !region.isExact(type)).toList());
    }
}
