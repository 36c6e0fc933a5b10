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
package io.wellspring.store.redis;

import io.wellspring.store.Entry;
import io.wellspring.store.Found;
import io.wellspring.store.Generation;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Leave to store an entry, if it turns out that it may be stored after all: nothing that it was computed from may be about to
 * change, or may have changed between what the load saw and what the entry will hold to.
 */
final class RedisPermit implements Found.Permit {

    /** By how much the clocks of the nodes of a Cluster may differ. */
    static final Duration MARGIN = Duration.ofMillis(500);

    /** How the entry is handed in. */
    interface Storing {

        /**
         * Hands it in.
         *
         * @param bytes null where only this node keeps it
         * @return whether it may be stored, here and elsewhere
         */
        CompletionStage<Boolean> store(byte @Nullable [] bytes, Duration life, @Nullable Long version);

        /** Hands in nothing, and lets others go on. */
        void giveBack();
    }

    /** Under a lease. */
    record Lease(RedisTier tier, KeyName name, String token) implements Storing {

        @Override
        public CompletionStage<Boolean> store(byte @Nullable [] bytes, Duration life, @Nullable Long version) {
            return tier.fence()
                    .set(
                            name.entry(),
                            token,
                            bytes,
                            life,
                            version,
                            Message.LOADED.of(tier.line().node(), name.entry()));
        }

        @Override
        public void giveBack() {
            // Whatever else is wrong: nobody is to wait for it.
            store(null, Duration.ZERO, null);
        }
    }

    /** After a look. */
    record Look(RedisTier tier, KeyName name, long at) implements Storing {

        @Override
        public CompletionStage<Boolean> store(byte @Nullable [] bytes, Duration life, @Nullable Long version) {
            return tier.fence().put(name.entry(), at, bytes, life, version);
        }

        @Override
        public void giveBack() {}
    }

    private final RedisTier tier;
    private final KeyName name;
    private final long at;
    private final Duration age;
    private final KnownGenerations known;
    private final Storing storing;
    private final int connection;

    /**
     * @param at when it was given, in microseconds of the server's clock
     * @param age for how long the session had been open then that the load reads in
     * @param known the generations as they were before the load
     */
    RedisPermit(RedisTier tier, KeyName name, long at, Duration age, KnownGenerations known, Storing storing) {
        this.tier = tier;
        this.name = name;
        this.at = at;
        this.age = age;
        this.known = known;
        this.storing = storing;
        this.connection = tier.line().connection();
    }

    @Override
    public CompletionStage<Boolean> store(@Nullable Entry entry) {
        if (entry == null
                || age.compareTo(tier.terms().oldest()) > 0
                || connection != tier.line().connection()) {
            return refused();
        }
        Set<String> names = namesOf(entry);
        Set<String> unexpected = new LinkedHashSet<>(names);
        unexpected.removeIf(known::knows);
        return tier.line().guarded(this::refused, () -> {
            if (unexpected.isEmpty()) {
                return store(entry, names);
            }
            // What the load was only now seen to depend on may have changed while it ran, if not before.
            return tier.line()
                    .timely(known.read(unexpected).toCompletableFuture(), () -> {})
                    .thenCompose(nothing -> known.areOlderThan(at, unexpected) ? store(entry, names) : refused());
        });
    }

    @Override
    public boolean expects(Entry entry) {
        return namesOf(entry).stream().allMatch(known::knows);
    }

    private Set<String> namesOf(Entry entry) {
        Set<String> names = new LinkedHashSet<>();
        names.add(tier.whole());
        entry.basis().generations().forEach(generation -> names.add(generation.name()));
        return names;
    }

    private CompletionStage<Boolean> store(Entry entry, Set<String> names) {
        Map<String, Long> generations = known.toStore(names);
        // An old session may have seen what was before a change that was long over when the permit was given.
        long seen = at - TimeUnit.NANOSECONDS.toMicros(age.toNanos());
        if (generations == null || (!age.isZero() && !known.areOlderThan(seen, names))) {
            return refused();
        }
        Duration life = tier.terms()
                .lifeOf(Duration.ofNanos(entry.staleUntil() - tier.ticker().nanos()));
        if (life.toMillis() <= 0) {
            return refused();
        }
        return tier.line()
                .timely(
                        storing.store(write(entry, generations), life, entry.version())
                                .toCompletableFuture(),
                        () -> {});
    }

    private CompletionStage<Boolean> refused() {
        storing.giveBack();
        return CompletableFuture.completedFuture(false);
    }

    private byte @Nullable [] write(Entry entry, Map<String, Long> names) {
        EnvelopeCodec codec = tier.codec();
        if (codec == null) {
            return null;
        }
        Map<String, Long> generations = new HashMap<>();
        Map<String, Long> tags = new HashMap<>();
        names.forEach((generation, value) -> {
            if (generation.startsWith(Generation.TAG)) {
                tags.put(generation.substring(Generation.TAG.length()), value);
            } else {
                generations.put(generation, value);
            }
        });
        long age = tier.ticker().nanos() - entry.loadedAt();
        try {
            return codec.write(new Envelope(
                    name.original(),
                    name.text(),
                    entry.version(),
                    tier.clock().instant().minusNanos(age).toString(),
                    TimeUnit.NANOSECONDS.toMillis(entry.freshUntil() - entry.loadedAt()),
                    TimeUnit.NANOSECONDS.toMillis(entry.staleUntil() - entry.freshUntil()),
                    generations,
                    tags,
                    entry.value()));
        } catch (UnwritableValueException e) {
            tier.warn(e);
            return null;
        }
    }
}
