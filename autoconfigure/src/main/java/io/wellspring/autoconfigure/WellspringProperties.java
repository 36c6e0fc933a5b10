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

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * The settings of the caches.
 *
 * <p>The defaults are in the constructors, and in words in the additional metadata: those of Spring Boot's annotation are parsed and
 * converted at each start, which takes several times as long as all else that binds them.
 *
 * @param enabled whether the annotations do anything
 * @param keyPrefix what the names of all entries in Redis begin with; by default the name of the application
 * @param defaults the settings of every cache that has none of its own
 * @param caches the settings of single caches, by their names
 * @param refresh how refreshes run
 * @param redis how the nodes of a fleet share entries by Redis
 * @param freshness how it is measured whether hits are right, in every cache that has no settings of its own
 */
@ConfigurationProperties(prefix = "wellspring", ignoreUnknownFields = false)
public record WellspringProperties(
        Boolean enabled,
        @Nullable String keyPrefix,
        Defaults defaults,
        Map<String, Overrides> caches,
        Refresh refresh,
        Redis redis,
        Freshness freshness) {

    /** Nobody but Spring Boot calls it, with null for what is not set; the same holds for those of the groups. */
    @SuppressWarnings("NullAway")
    public WellspringProperties {
        enabled = or(enabled, true);
        defaults =
                defaults != null ? defaults : new Defaults(null, null, null, null, null, null, null, null, null, null);
        caches = or(caches, Map.of());
        refresh = refresh != null ? refresh : new Refresh(null, null, null);
        redis = redis != null ? redis : new Redis(null, null, null, null, null, null, null, null, null, null);
        freshness = freshness != null ? freshness : new Freshness(null, null, null);
    }

    /** Returns what is set, or else the default. */
    static <T> T or(@Nullable T set, T otherwise) {
        return set != null ? set : otherwise;
    }

    /** Of two of them, those of one prefix: Spring asks each bean for its hash, and to take all parts in is slow at first. */
    @Override
    public int hashCode() {
        return Objects.hashCode(keyPrefix);
    }

    /**
     * The settings of every cache that has none of its own.
     *
     * @param ttl for how long an entry is fresh
     * @param staleTtl for how long after that it is served while it is refreshed in the background
     * @param ttlJitter the share of the fresh time by which it is shortened at random
     * @param nullTtl for how long a cached absence is fresh
     * @param maximumSize the most entries that a cache holds
     * @param loadTimeout for how long a caller waits for a load; 0s for as long as it takes
     * @param copy whether callers get copies of what is cached
     * @param dependencies how it is known which entity types a cache is computed from
     * @param versionAttribute the attribute of entities that tells which of two states is the newer; by default the one that
     *     JPA calls its version
     * @param tiers where entries are kept; by default in all that are present
     */
    public record Defaults(
            Duration ttl,
            Duration staleTtl,
            Percentage ttlJitter,
            Duration nullTtl,
            Long maximumSize,
            Duration loadTimeout,
            CopyMode copy,
            DependencyMode dependencies,
            String versionAttribute,
            @Nullable Set<TierName> tiers) {

        public Defaults {
            ttl = or(ttl, Duration.ofMinutes(5));
            staleTtl = or(staleTtl, Duration.ZERO);
            ttlJitter = or(ttlJitter, new Percentage(0.1));
            nullTtl = or(nullTtl, Duration.ofSeconds(30));
            maximumSize = or(maximumSize, 10_000L);
            loadTimeout = or(loadTimeout, Duration.ofSeconds(10));
            copy = or(copy, CopyMode.AUTO);
            dependencies = or(dependencies, DependencyMode.AUTO);
            versionAttribute = or(versionAttribute, "");
        }
    }

    /**
     * The settings of one cache; what is not set is taken from the annotation, then from the defaults.
     *
     * @param ttl for how long an entry is fresh
     * @param staleTtl for how long after that it is served while it is refreshed in the background
     * @param ttlJitter the share of the fresh time by which it is shortened at random
     * @param nullTtl for how long a cached absence is fresh
     * @param maximumSize the most entries that the cache holds
     * @param loadTimeout for how long a caller waits for a load; 0s for as long as it takes
     * @param copy whether callers get copies of what is cached
     * @param dependencies how it is known which entity types the cache is computed from
     * @param versionAttribute the attribute of entities that tells which of two states is the newer
     * @param tiers where entries are kept
     * @param freshness how it is measured whether hits are right
     */
    public record Overrides(
            @Nullable Duration ttl,
            @Nullable Duration staleTtl,
            @Nullable Percentage ttlJitter,
            @Nullable Duration nullTtl,
            @Nullable Long maximumSize,
            @Nullable Duration loadTimeout,
            @Nullable CopyMode copy,
            @Nullable DependencyMode dependencies,
            @Nullable String versionAttribute,
            @Nullable Set<TierName> tiers,
            @Nullable OwnFreshness freshness) {

        static final Overrides NONE = new Overrides(null, null, null, null, null, null, null, null, null, null, null);
    }

    /**
     * How it is measured whether hits are right, in every cache that has no settings of its own.
     *
     * @param rate the share of hits that is compared with a fresh load, in the background
     * @param objective the share of hits that is to be right
     * @param within for how long a hit may be wrong without counting against the objective
     */
    public record Freshness(Percentage rate, @Nullable Percentage objective, Duration within) {

        public Freshness {
            rate = or(rate, new Percentage(0));
            within = or(within, Duration.ZERO);
        }
    }

    /**
     * How it is measured whether the hits of one cache are right.
     *
     * @param rate the share of hits that is compared with a fresh load, in the background
     * @param objective the share of hits that is to be right
     * @param within for how long a hit may be wrong without counting against the objective
     */
    public record OwnFreshness(
            @Nullable Percentage rate,
            @Nullable Percentage objective,
            @Nullable Duration within) {

        static final OwnFreshness NONE = new OwnFreshness(null, null, null);
    }

    /**
     * How refreshes run.
     *
     * @param executor the name of a TaskExecutor bean that runs them; by default an executor of their own, on virtual threads
     *     where the application uses those
     * @param threads how many run at once
     * @param queueCapacity how many wait; one more is dropped, and counted
     */
    public record Refresh(@Nullable String executor, Integer threads, Integer queueCapacity) {

        public Refresh {
            threads = or(threads, 4);
            queueCapacity = or(queueCapacity, 1000);
        }
    }

    /**
     * How the nodes of a fleet share entries by the application's own Redis.
     *
     * @param enabled whether they do, where the application has a connection to Redis
     * @param nodes host and port of each of several standalone Redises that share the keys; all else as spring.data.redis says.
     *     By default the one that the application is connected to, or its cluster
     * @param heartbeat for how long a node that does not hear from Redis goes on to answer from its own memory
     * @param timeout for how long a caller waits for an answer of Redis
     * @param replicaLag for how long after a commit loads may not see it, where they read from replicas of the database
     * @param compressAbove the size from which an entry is compressed
     * @param loadsWithout how many loads of one cache run at once on a node that has to do without Redis
     * @param onMarkFailure what becomes of a commit when Redis cannot be told beforehand what it changes
     * @param outbox the table for what Redis cannot be told, with on-mark-failure=outbox
     * @param onDataLoss what becomes of the entries in a Redis that may have lost something, after a restart or a failover
     */
    public record Redis(
            Boolean enabled,
            List<String> nodes,
            Duration heartbeat,
            Duration timeout,
            Duration replicaLag,
            DataSize compressAbove,
            Integer loadsWithout,
            MarkFailureMode onMarkFailure,
            Outbox outbox,
            DataLossMode onDataLoss) {

        @SuppressWarnings("NullAway")
        public Redis {
            enabled = or(enabled, true);
            nodes = or(nodes, List.of());
            heartbeat = or(heartbeat, Duration.ofSeconds(1));
            timeout = or(timeout, Duration.ofMillis(50));
            replicaLag = or(replicaLag, Duration.ZERO);
            compressAbove = or(compressAbove, DataSize.ofKilobytes(8));
            loadsWithout = or(loadsWithout, 32);
            onMarkFailure = or(onMarkFailure, MarkFailureMode.BEST_EFFORT);
            outbox = outbox != null ? outbox : new Outbox(null);
            onDataLoss = or(onDataLoss, DataLossMode.DROP);
        }
    }

    /**
     * The table for what Redis cannot be told, in the application's own database.
     *
     * @param initializeSchema in which databases the table is created at the start
     */
    public record Outbox(SchemaMode initializeSchema) {

        public Outbox {
            initializeSchema = or(initializeSchema, SchemaMode.EMBEDDED);
        }
    }
}
