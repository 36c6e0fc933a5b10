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

import io.wellspring.key.KeyText;
import io.wellspring.policy.Freshness;
import io.wellspring.store.Entry;
import io.wellspring.store.Listed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry as people see it.
 *
 * @param key the text form of its key
 * @param absent whether it says that there is no value
 * @param version the version of the entity that it holds; null where it holds none that has one
 * @param loadedAt when its load began
 * @param freshFor for how long it stays fresh; zero when it is not
 * @param staleFor for how long it will answer at all; zero when it does not
 * @param hits how many reads it answered, roughly; null where the tier does not count them
 * @param tier the tier that holds it
 * @param tags the groups that it belongs to
 */
public record EntryState(
        String key,
        Freshness freshness,
        boolean absent,
        @Nullable Long version,
        Instant loadedAt,
        Duration age,
        Duration freshFor,
        Duration staleFor,
        @Nullable Long hits,
        String tier,
        List<String> tags) {

    static EntryState of(Object key, Entry entry, String tier, @Nullable Long hits, long now, Instant clock) {
        Duration age = Duration.ofNanos(now - entry.loadedAt());
        return new EntryState(
                KeyText.format(key),
                entry.freshness(now),
                entry.absent(),
                entry.version(),
                clock.minus(age),
                age,
                remaining(entry.freshUntil() - now),
                remaining(entry.staleUntil() - now),
                hits,
                tier,
                entry.basis().tags());
    }

    static EntryState of(Listed listed, String tier, Instant clock) {
        Duration age = Duration.ofNanos(listed.ageNanos());
        return new EntryState(
                listed.key(),
                listed.freshNanos() > 0 ? Freshness.FRESH : Freshness.STALE,
                listed.absent(),
                listed.version(),
                clock.minus(age),
                age,
                remaining(listed.freshNanos()),
                remaining(listed.staleNanos()),
                null,
                tier,
                listed.tags());
    }

    private static Duration remaining(long nanos) {
        return Duration.ofNanos(Math.max(0, nanos));
    }
}
