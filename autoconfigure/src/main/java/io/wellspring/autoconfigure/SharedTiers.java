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
package io.wellspring.autoconfigure;

import io.wellspring.engine.CacheDefinitionException;
import io.wellspring.store.Fleet;
import io.wellspring.store.SharedTier;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

/**
 * Decides which caches keep their values in Redis. Those that do not are fenced there all the same: what one node changes, the
 * others must not keep.
 */
final class SharedTiers {

    private final Fleet fleet;
    private final SettingsResolver settings;
    private final Function<String, List<ResolvableType>> results;

    /** @param results what the methods of a cache declare to return */
    SharedTiers(Fleet fleet, SettingsResolver settings, Function<String, List<ResolvableType>> results) {
        this.fleet = fleet;
        this.settings = settings;
        this.results = results;
    }

    /**
     * Returns the tier that a cache shares with other nodes; null where there are none.
     *
     * @throws CacheDefinitionException where a property wants one that there cannot be
     */
    @Nullable
    SharedTier of(String cache) {
        Set<TierName> tiers = settings.tiersOf(cache);
        boolean wanted = tiers != null && tiers.contains(TierName.REDIS);
        if (!fleet.isShared()) {
            if (wanted) {
                throw new CacheDefinitionException(
                        "The tiers of cache '" + cache + "' include redis, and there is no connection to Redis.",
                        "Add spring-boot-starter-data-redis and spring.data.redis.*, or remove redis from"
                                + " wellspring.defaults.tiers and wellspring.caches." + cache + ".tiers.");
            }
            return null;
        }
        Type type = typeOf(cache);
        boolean keeps = type != null && (tiers == null || wanted);
        if (wanted && !keeps) {
            throw new CacheDefinitionException(
                    "The tiers of cache '" + cache
                            + "' include redis, and no one declared type tells how its values are" + " to be written.",
                    "Let all @ReadThrough and @CacheLoader methods of the cache return the same type, or give each a"
                            + " cache of its own.");
        }
        return fleet.tier(cache, keeps ? type : null, settings.of(cache).loadTimeout());
    }

    /** Returns the declared type of a cache's values; null where its methods declare several, or there are none. */
    private @Nullable Type typeOf(String cache) {
        Set<Type> types = new HashSet<>();
        results.apply(cache).forEach(result -> types.add(ValueType.of(result)));
        return types.size() == 1 ? types.iterator().next() : null;
    }
}
