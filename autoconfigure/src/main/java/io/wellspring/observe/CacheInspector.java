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
package io.wellspring.observe;

import io.wellspring.engine.CacheRegistry;
import io.wellspring.engine.EntryState;
import io.wellspring.engine.Episode;
import io.wellspring.engine.FlightState;
import io.wellspring.engine.Inspection;
import io.wellspring.engine.Loader;
import io.wellspring.engine.NoLoaderException;
import io.wellspring.engine.Region;
import io.wellspring.key.KeyText;
import io.wellspring.key.MalformedKeyException;
import io.wellspring.policy.Freshness;
import io.wellspring.store.TierUnavailableException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Looks inside the caches, and invalidates and refreshes what is in them, by the names that people use. */
final class CacheInspector {

    private static final int LIMIT = 100;
    private static final int GREATEST_LIMIT = 1000;
    /** For how long a refresh is waited for once it is loaded. */
    private static final int STORING_MILLIS = 1000;

    private final CacheRegistry registry;
    private final FreshnessProbes probes;
    private final Pages pages = new Pages();

    CacheInspector(CacheRegistry registry, FreshnessProbes probes) {
        this.registry = registry;
        this.probes = probes;
    }

    CacheDescriptors.Caches caches() {
        Map<String, CacheDescriptors.Cache> caches = new TreeMap<>();
        registry.names()
                .forEach(
                        name -> caches.put(name, CacheDescriptors.Cache.of(registry.known(name), probes.report(name))));
        return new CacheDescriptors.Caches(caches);
    }

    /** @param tier whose entries; null for those of this process */
    CacheDescriptors.Entries entries(
            String cache,
            @Nullable String tier,
            @Nullable String state,
            @Nullable String prefix,
            @Nullable String limit,
            @Nullable String cursor) {
        Region region = registry.known(cache);
        boolean near = isNear(region, tier);
        Inspection inspection = region.inspection();
        Pages.Page page = pages.page(
                List.of(region, near),
                near ? inspection::nearEntries : inspection::sharedEntries,
                cursor,
                limit(limit),
                filter(state, prefix));
        return new CacheDescriptors.Entries(
                cache,
                page.entries().stream()
                        .map(entry -> CacheDescriptors.Entry.of(entry, null))
                        .toList(),
                page.next());
    }

    /** @param tier whose entry; null for the nearest that has one */
    CacheDescriptors.Entry entry(String cache, String text, @Nullable String tier, boolean showValue) {
        Region region = registry.known(cache);
        Inspection inspection = region.inspection();
        Function<Object, Located> look = tier == null
                ? key -> nearest(region, key)
                : isNear(region, tier)
                        ? key -> new Located(key, inspection.near(key), true)
                        : key -> new Located(key, inspection.shared(key), true);
        Located located = locate(region, text, look);
        if (located == null || located.shown() == null) {
            throw new UnknownEntryException(cache, text);
        }
        return descriptor(located.shown(), showValue);
    }

    /** As {@link #entry}, with what happened to it and who may store it; also where there is none any more. */
    CacheDescriptors.Story story(String cache, String text, boolean showValue) {
        Region region = registry.known(cache);
        Located located = locate(region, text, wanted -> nearest(region, wanted));
        if (located == null) {
            throw new UnknownEntryException(cache, text);
        }
        Object key = located.key();
        Inspection.Shown shown = located.shown();
        Inspection inspection = region.inspection();
        List<Episode> episodes = inspection.story(key);
        FlightState flight = inspection.flight(key);
        if (shown == null && flight == null && episodes.stream().noneMatch(Episode::isOfEntry)) {
            throw new UnknownEntryException(cache, text);
        }
        return new CacheDescriptors.Story(
                cache,
                text,
                shown == null ? null : descriptor(shown, showValue),
                flight == null ? null : CacheDescriptors.Flight.of(flight),
                CacheDescriptors.Fence.of(inspection.isChanging(key), inspection.fence(key)),
                episodes.stream().map(CacheDescriptors.Episode::of).toList());
    }

    /** Looks into memory first, and then into the shared tier. */
    private static Located nearest(Region region, Object key) {
        Inspection inspection = region.inspection();
        try {
            Inspection.Shown near = inspection.near(key);
            return new Located(key, near == null ? inspection.shared(key) : near, true);
        } catch (TierUnavailableException e) {
            return new Located(key, null, false);
        }
    }

    private static CacheDescriptors.Entry descriptor(Inspection.Shown shown, boolean showValue) {
        return CacheDescriptors.Entry.of(shown.state(), showValue ? ValueView.of(shown.value()) : null);
    }

    /** Whether the tier that is named is that of this process, as it is where none is. */
    private static boolean isNear(Region region, @Nullable String tier) {
        List<String> tiers = region.tiers();
        if (tier != null && !tiers.contains(tier)) {
            throw new IllegalArgumentException(
                    "Cache '" + region.name() + "' has no tier '" + tier + "'; there are: " + String.join(", ", tiers));
        }
        return tier == null || tier.equals(region.nearTier());
    }

    void clearAll() {
        registry.names().forEach(this::clear);
    }

    void clear(String cache) {
        registry.known(cache).clear();
    }

    /**
     * Returns whether there was an entry, which is not denied where a tier cannot be asked; if not, a load of it that runs is refused
     * all the same.
     */
    boolean invalidate(String cache, String text) {
        Region region = registry.known(cache);
        Located located = locate(region, text, key -> nearest(region, key));
        if (located == null) {
            throw new UnknownEntryException(cache, text);
        }
        region.invalidate(located.key());
        return located.shown() != null || !located.certain();
    }

    CacheDescriptors.Entry refresh(String cache, String text, boolean showValue) {
        Region region = registry.known(cache);
        Located located = locate(region, text, key -> nearest(region, key));
        if (located == null) {
            throw new NoLoaderException(cache, text);
        }
        Object key = located.key();
        Loader loader = region.loaders().of(key).loader();
        try {
            region.refresh(key, loader);
        } catch (Throwable e) {
            throw new LoadFailedException(e);
        }
        awaitStored(region.inspection(), key);
        Inspection.Shown shown = nearest(region, key).shown();
        if (shown == null) {
            throw new UnknownEntryException(cache, text);
        }
        return descriptor(shown, showValue);
    }

    /** Where nodes share the cache, callers have the value before it is stored. Who is interrupted gets what there is. */
    private static void awaitStored(Inspection inspection, Object key) {
        try {
            for (int i = 0; i < STORING_MILLIS && inspection.flight(key) != null; i++) {
                Thread.sleep(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * What a text means.
     *
     * @param shown null where there is none
     * @param certain false where a tier that may have one could not be asked
     */
    private record Located(Object key, Inspection.@Nullable Shown shown, boolean certain) {}

    /**
     * Finds the key that a text means: by its type, or among the keys there are, where the type is not known, or the text of
     * such keys cannot be read. No tier is asked twice for a key.
     *
     * @return null where the text may mean any of several keys, and there is none of them
     */
    private @Nullable Located locate(Region region, String text, Function<Object, Located> look) {
        Object parsed = null;
        MalformedKeyException malformed = null;
        try {
            parsed = registry.parse(region, text);
        } catch (MalformedKeyException e) {
            malformed = e;
        }
        Located located = parsed == null ? null : look.apply(parsed);
        if (located != null && located.shown() != null) {
            return located;
        }
        for (Iterator<Object> all = region.inspection().keys(); all.hasNext(); ) {
            Object candidate = all.next();
            if (!candidate.equals(parsed) && KeyText.format(candidate).equals(text)) {
                return look.apply(candidate);
            }
        }
        if (malformed != null) {
            throw malformed;
        }
        return located;
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return LIMIT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= GREATEST_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("limit is no number: '" + text + "'", e);
        }
        throw new IllegalArgumentException("limit must be from 1 to " + GREATEST_LIMIT + ", not " + text);
    }

    private static Predicate<EntryState> filter(@Nullable String state, @Nullable String prefix) {
        Freshness freshness = state == null ? null : freshness(state);
        return entry -> (freshness == null || entry.freshness() == freshness)
                && (prefix == null || entry.key().startsWith(prefix));
    }

    private static Freshness freshness(String state) {
        for (Freshness freshness : Freshness.values()) {
            if (freshness.name().toLowerCase(Locale.ROOT).equals(state)) {
                return freshness;
            }
        }
        throw new IllegalArgumentException("state must be fresh, stale or expired, not '" + state + "'");
    }
}
