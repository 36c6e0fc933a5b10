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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a loader may know of the entry that it loads, and say of it. Lives for one load, and is used by its thread alone.
 *
 * @param <V> the type of the values
 */
public final class LoadContext<V> {

    private final Supplier<? extends @Nullable V> stale;
    private final @Nullable Long staleVersion;
    private @Nullable Duration ttl;
    private @Nullable Duration staleTtl;
    private boolean notModified;
    private boolean stored = true;
    private final List<String> tags = new ArrayList<>();

    LoadContext() {
        this(() -> null, null);
    }

    /** @param stale opens the stale value; only asked if the loader asks, since a copy costs */
    LoadContext(Supplier<? extends @Nullable V> stale, @Nullable Long staleVersion) {
        this.stale = stale;
        this.staleVersion = staleVersion;
    }

    /**
     * Returns the value that the cache holds still, past its time; empty where there is none. What was invalidated is not
     * offered.
     */
    public Optional<V> staleValue() {
        return Optional.ofNullable(stale.get());
    }

    /** Returns the version of the stale value, where it is an entity that has one. */
    public OptionalLong staleVersion() {
        return staleVersion == null ? OptionalLong.empty() : OptionalLong.of(staleVersion);
    }

    /** Sets for how long this entry is fresh. */
    public LoadContext<V> ttl(Duration ttl) {
        this.ttl = notNegative(ttl, "ttl");
        return this;
    }

    /** Sets for how long this entry is served stale after that. */
    public LoadContext<V> staleTtl(Duration staleTtl) {
        this.staleTtl = notNegative(staleTtl, "staleTtl");
        return this;
    }

    /** Adds groups that this entry belongs to, for {@code Invalidations.tag}. */
    public LoadContext<V> tags(String... tags) {
        for (String tag : tags) {
            this.tags.add(Objects.requireNonNull(tag, "tag"));
        }
        return this;
    }

    /**
     * Says that the stale value is still right: it is kept, and is fresh again.
     *
     * @return the stale value, for the loader to return
     * @throws IllegalStateException where there is no stale value
     */
    public V notModified() {
        V staleValue = stale.get();
        if (staleValue == null) {
            throw new IllegalStateException(
                    "notModified() was called though there is no stale value; ask staleValue().isPresent() first");
        }
        notModified = true;
        return staleValue;
    }

    /** Says that the loaded value goes to the callers and is not stored. */
    public void doNotStore() {
        stored = false;
    }

    @Nullable
    Duration ttl() {
        return ttl;
    }

    @Nullable
    Duration staleTtl() {
        return staleTtl;
    }

    List<String> tags() {
        return tags;
    }

    boolean isNotModified() {
        return notModified;
    }

    boolean isStored() {
        return stored;
    }

    private static Duration notNegative(Duration duration, String name) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative: " + duration);
        }
        return duration;
    }
}
