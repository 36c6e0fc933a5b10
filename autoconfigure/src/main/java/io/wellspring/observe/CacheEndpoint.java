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

import io.wellspring.engine.CacheLoaderDefinition;
import io.wellspring.engine.CacheRegistry;
import io.wellspring.engine.EntryState;
import io.wellspring.engine.Region;
import io.wellspring.key.KeyText;
import io.wellspring.policy.Freshness;
import io.wellspring.store.Entry;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/** Looks inside the caches, and invalidates and refreshes what is in them. */
@Endpoint(id = "cache")
public final class CacheEndpoint {

    private static final int LIMIT = 100;
    private static final int GREATEST_LIMIT = 1000;

    private final CacheRegistry registry;
    private final Pages pages = new Pages();

    public CacheEndpoint(CacheRegistry registry) {
        this.registry = registry;
    }

    @ReadOperation
    CacheDescriptors.Caches caches() {
        Map<String, CacheDescriptors.Cache> caches = new TreeMap<>();
        registry.names().forEach(name -> caches.put(name, CacheDescriptors.Cache.of(registry.known(name))));
        return new CacheDescriptors.Caches(caches);
    }

    @ReadOperation
    CacheDescriptors.Entries entries(
            @Selector String cache,
            @Nullable String state,
            @Nullable String prefix,
            @Nullable String limit,
            @Nullable String cursor) {
        Region region = registry.known(cache);
        Pages.Page page = pages.page(region, cursor, limit(limit), filter(state, prefix));
        return new CacheDescriptors.Entries(
                cache,
                page.entries().stream()
                        .map(entry -> CacheDescriptors.Entry.of(entry, null))
                        .toList(),
                page.next());
    }

    @ReadOperation
    CacheDescriptors.Entry entry(@Selector String cache, @Selector(match = Selector.Match.ALL_REMAINING) String[] key) {
        return entry(cache, String.join("/", key), false);
    }

    @DeleteOperation
    void invalidateAll() {
        registry.names().forEach(name -> registry.known(name).clear());
    }

    @DeleteOperation
    void invalidate(@Selector String cache) {
        registry.known(cache).clear();
    }

    @DeleteOperation
    void invalidate(@Selector String cache, @Selector(match = Selector.Match.ALL_REMAINING) String[] key) {
        Region region = registry.known(cache);
        String text = String.join("/", key);
        Object name = find(region, text);
        boolean held = name != null && region.held(name) != null;
        if (name != null) {
            // Even where nothing is held: a load may be on its way.
            region.invalidate(name);
        }
        if (!held) {
            throw new UnknownEntryException(cache, text);
        }
    }

    @WriteOperation
    CacheDescriptors.Entry refresh(@Selector String cache, @Selector(match = Selector.Match.ALL_REMAINING) String[] key)
            throws Throwable {
        return refresh(cache, String.join("/", key), false);
    }

    CacheDescriptors.Entry refresh(String cache, String text, boolean showValue) throws Throwable {
        Region region = registry.known(cache);
        Object name = find(region, text);
        if (name == null) {
            throw new UnknownEntryException(cache, text);
        }
        CacheLoaderDefinition definition = region.loaders().of(name);
        region.refresh(name, definition.loader());
        return entry(cache, text, showValue);
    }

    CacheDescriptors.Entry entry(String cache, String text, boolean showValue) {
        Region region = registry.known(cache);
        Object name = find(region, text);
        Entry entry = name == null ? null : region.held(name);
        EntryState state = name == null || entry == null ? null : region.stateOf(name, entry);
        if (entry == null || state == null) {
            throw new UnknownEntryException(cache, text);
        }
        return CacheDescriptors.Entry.of(state, showValue ? ValueView.of(entry.value()) : null);
    }

    /** Finds the key that a text means: by its type, or where nothing tells of which type it is, among the keys there are. */
    private @Nullable Object find(Region region, String text) {
        Object key = registry.parse(region, text);
        for (Iterator<Map.Entry<Object, Entry>> all = region.iterator(); key == null && all.hasNext(); ) {
            Object candidate = all.next().getKey();
            if (KeyText.format(candidate).equals(text)) {
                key = candidate;
            }
        }
        return key;
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
