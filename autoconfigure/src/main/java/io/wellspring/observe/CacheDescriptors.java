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

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wellspring.engine.CacheLoaderDefinition;
import io.wellspring.engine.CacheStatistics;
import io.wellspring.engine.EntryState;
import io.wellspring.engine.FlightState;
import io.wellspring.engine.Region;
import io.wellspring.store.SharedFence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the endpoint answers. The names of the components are the contract. */
final class CacheDescriptors {

    private CacheDescriptors() {}

    record Caches(Map<String, Cache> caches) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Cache(
            long size,
            long maximumSize,
            List<String> tiers,
            Duration ttl,
            Duration staleTtl,
            @Nullable String loader,
            List<String> dependsOn,
            List<String> observed,
            Statistics statistics,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            FreshnessReport freshness) {

        /** @param freshness null where it is not measured */
        static Cache of(Region region, @Nullable FreshnessReport freshness) {
            List<CacheLoaderDefinition> loaders = region.loaders().all();
            boolean dedicated = loaders.stream().anyMatch(CacheLoaderDefinition::dedicated);
            String loader = loaders.stream()
                    .filter(definition -> definition.dedicated() == dedicated)
                    .map(CacheLoaderDefinition::description)
                    .collect(Collectors.joining(", "));
            return new Cache(
                    region.size(),
                    region.settings().maximumSize(),
                    region.tiers(),
                    region.settings().lifetimes().ttl(),
                    region.settings().lifetimes().staleTtl(),
                    loader.isEmpty() ? null : loader,
                    names(region.dependencies().declared()),
                    names(region.dependencies().observed()),
                    Statistics.of(region.statistics()),
                    freshness);
        }
    }

    private static List<String> names(List<Class<?>> types) {
        return types.stream().map(Class::getName).toList();
    }

    record Statistics(
            long hits,
            long staleHits,
            long negativeHits,
            long misses,
            long loads,
            long loadFailures,
            long coalesced,
            long refreshes,
            long refreshesDropped,
            long invalidations,
            long evictions,
            double meanLoadMillis) {

        static Statistics of(CacheStatistics counted) {
            return new Statistics(
                    counted.hits(),
                    counted.staleHits(),
                    counted.negativeHits(),
                    counted.misses(),
                    counted.loads(),
                    counted.loadFailures(),
                    counted.coalesced(),
                    counted.refreshes(),
                    counted.refreshesDropped(),
                    counted.invalidations(),
                    counted.evictions(),
                    Math.round(counted.meanLoadMillis() * 1000) / 1000.0);
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Entries(
            String cache, List<Entry> entries, @Nullable String next) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Entry(
            String key,
            String state,
            boolean absent,
            @Nullable Long version,
            Instant loadedAt,
            long ageMillis,
            long freshForMillis,
            long staleForMillis,
            @Nullable Long hits,
            String tier,
            List<String> tags,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Object value) {

        /** @param value null where it is not to be shown */
        static Entry of(EntryState state, @Nullable Object value) {
            return new Entry(
                    state.key(),
                    state.freshness().name().toLowerCase(Locale.ROOT),
                    state.absent(),
                    state.version(),
                    state.loadedAt(),
                    state.age().toMillis(),
                    state.freshFor().toMillis(),
                    state.staleFor().toMillis(),
                    state.hits(),
                    state.tier(),
                    state.tags(),
                    value);
        }
    }

    /**
     * @param entry null where there is none any more, or not yet
     * @param flight null where no load of it runs
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Story(
            String cache,
            String key,
            @Nullable Entry entry,
            @Nullable Flight flight,
            Fence fence,
            List<Episode> story) {}

    record Flight(String phase, long ageMillis, boolean current) {

        static Flight of(FlightState state) {
            return new Flight(
                    state.phase().name().toLowerCase(Locale.ROOT), state.age().toMillis(), state.current());
        }
    }

    /**
     * @param lease null where nobody has one
     * @param pending null, as what follows, where no nodes share the cache, or what they share cannot be asked
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Fence(
            boolean changing,
            @Nullable Holder lease,
            @Nullable List<Holder> pending,
            @Nullable Long closedToOldMillis) {

        static Fence of(boolean changing, @Nullable SharedFence shared) {
            if (shared == null) {
                return new Fence(changing, null, null, null);
            }
            SharedFence.Holder lease = shared.lease();
            return new Fence(
                    changing,
                    lease == null ? null : Holder.of(lease),
                    shared.pending().stream().map(Holder::of).toList(),
                    shared.closedToOld().toMillis());
        }
    }

    record Holder(String node, long leftMillis) {

        static Holder of(SharedFence.Holder holder) {
            return new Holder(holder.node(), holder.left().toMillis());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Episode(
            Instant at,
            String event,
            @Nullable Double tookMillis,
            @Nullable String detail) {

        static Episode of(io.wellspring.engine.Episode episode) {
            Duration took = episode.took();
            return new Episode(
                    episode.at(),
                    episode.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    took == null ? null : TimeUnit.NANOSECONDS.toMicros(took.toNanos()) / 1000.0,
                    episode.detail());
        }
    }

    /** Why a request was not served. */
    record Problem(int status, String reason) {}
}
