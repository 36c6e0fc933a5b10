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

import io.wellspring.copy.Copier;
import io.wellspring.copy.Detacher;
import io.wellspring.copy.GraphCopier;
import io.wellspring.engine.CacheDefinitionException;
import io.wellspring.engine.CacheSettings;
import io.wellspring.intercept.ReadThroughCatalogue;
import io.wellspring.observe.FreshnessSettings;
import io.wellspring.policy.Lifetimes;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides the settings of each cache: its properties win over its annotations, and those over the defaults. */
final class SettingsResolver {

    private final WellspringProperties properties;
    private final ReadThroughCatalogue catalogue;
    private final Copier sharing;
    private final Copier copying;

    /** @throws CacheDefinitionException where a property has a value that makes no sense */
    SettingsResolver(WellspringProperties properties, ReadThroughCatalogue catalogue, List<Detacher> detachers) {
        this.properties = properties;
        this.catalogue = catalogue;
        this.sharing = new GraphCopier(true, detachers);
        this.copying = new GraphCopier(false, detachers);
        validate();
    }

    CacheSettings of(String cache) {
        WellspringProperties.Defaults defaults = properties.defaults();
        WellspringProperties.Overrides own = overrides(cache);
        Lifetimes lifetimes = new Lifetimes(
                first(own.ttl(), catalogue.ttlOf(cache), defaults.ttl()),
                first(own.staleTtl(), catalogue.staleTtlOf(cache), defaults.staleTtl()),
                first(own.nullTtl(), null, defaults.nullTtl()),
                first(own.ttlJitter(), null, defaults.ttlJitter()).share());
        return new CacheSettings(
                lifetimes,
                first(own.maximumSize(), null, defaults.maximumSize()),
                first(own.loadTimeout(), null, defaults.loadTimeout()),
                copier(first(own.copy(), null, defaults.copy())),
                first(own.versionAttribute(), null, defaults.versionAttribute()),
                first(own.dependencies(), null, defaults.dependencies()) == DependencyMode.AUTO);
    }

    /** Returns how the freshness of a cache is measured. */
    FreshnessSettings freshnessOf(String cache) {
        WellspringProperties.Freshness all = properties.freshness();
        WellspringProperties.OwnFreshness of = overrides(cache).freshness();
        WellspringProperties.OwnFreshness own = of != null ? of : WellspringProperties.OwnFreshness.NONE;
        Percentage objective = own.objective() != null ? own.objective() : all.objective();
        return new FreshnessSettings(
                first(own.rate(), null, all.rate()).share(),
                objective == null ? null : objective.share(),
                first(own.within(), null, all.within()));
    }

    /** Returns where the entries of a cache are kept, where a property says so; null where it is left open. */
    @Nullable
    Set<TierName> tiersOf(String cache) {
        Set<TierName> own = overrides(cache).tiers();
        return own != null ? own : properties.defaults().tiers();
    }

    private WellspringProperties.Overrides overrides(String cache) {
        return properties.caches().getOrDefault(cache, WellspringProperties.Overrides.NONE);
    }

    private Copier copier(CopyMode mode) {
        return switch (mode) {
            case AUTO -> sharing;
            case ALWAYS -> copying;
            case NEVER -> Copier.NONE;
        };
    }

    private void validate() {
        WellspringProperties.Defaults defaults = properties.defaults();
        validate(
                "wellspring.defaults.",
                new WellspringProperties.Overrides(
                        defaults.ttl(),
                        defaults.staleTtl(),
                        defaults.ttlJitter(),
                        defaults.nullTtl(),
                        defaults.maximumSize(),
                        defaults.loadTimeout(),
                        defaults.copy(),
                        defaults.dependencies(),
                        defaults.versionAttribute(),
                        defaults.tiers(),
                        null));
        notNegative("wellspring.freshness.within", properties.freshness().within());
        properties.caches().forEach((cache, own) -> validate("wellspring.caches." + cache + ".", own));
    }

    private static void validate(String prefix, WellspringProperties.Overrides settings) {
        notNegative(prefix + "ttl", settings.ttl());
        notNegative(prefix + "stale-ttl", settings.staleTtl());
        notNegative(prefix + "null-ttl", settings.nullTtl());
        notNegative(prefix + "load-timeout", settings.loadTimeout());
        if (settings.tiers() != null && !settings.tiers().contains(TierName.LOCAL)) {
            throw new CacheDefinitionException(
                    "The property " + prefix + "tiers leaves out the tier of this process: " + settings.tiers() + ".",
                    "Set it to local, or to local,redis. With maximum-size 0 nothing is kept in this process.");
        }
        if (settings.freshness() != null) {
            notNegative(prefix + "freshness.within", settings.freshness().within());
        }
        if (settings.maximumSize() != null) {
            positive(prefix + "maximum-size", settings.maximumSize(), 0);
        }
    }

    private static void notNegative(String property, @Nullable Duration duration) {
        if (duration != null && duration.isNegative()) {
            throw new CacheDefinitionException(
                    "The property " + property + " is negative: " + duration + ".",
                    "Set it to a duration of zero or more, as 5m.");
        }
    }

    static void positive(String property, long value, long least) {
        if (value < least) {
            throw new CacheDefinitionException(
                    "The property " + property + " is " + value + ".", "Set it to " + least + " or more.");
        }
    }

    private static <T> T first(@Nullable T own, @Nullable T annotated, T otherwise) {
        return own != null ? own : annotated != null ? annotated : otherwise;
    }
}
