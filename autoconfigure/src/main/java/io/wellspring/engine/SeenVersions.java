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

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The versions that keys of one cache were seen to have had, so that an older value is refused that a load brings from a
 * replica behind its primary.
 *
 * <p>A bounded memory, on top of the fence and not in its place: a key whose slot another one takes is forgotten. So is a version
 * after ten seconds, since a row that was deleted and written anew behind the cache's back begins anew too.
 */
final class SeenVersions {

    private static final long SEEN_FOR = 10_000_000_000L;

    private record Seen(Object key, long version, long until) {}

    private final AtomicReferenceArray<@Nullable Seen> slots = new AtomicReferenceArray<>(Stripes.COUNT);

    void note(Object key, long version, long now) {
        Long known = of(key, now);
        slots.set(Stripes.of(key), new Seen(key, known == null ? version : Math.max(known, version), now + SEEN_FOR));
    }

    /** Returns the version that a key was last seen to have; null where none is remembered. */
    @Nullable
    Long of(Object key, long now) {
        Seen seen = slots.get(Stripes.of(key));
        return seen != null && seen.key().equals(key) && seen.until() - now > 0 ? seen.version() : null;
    }

    void forget(Object key) {
        Seen seen = slots.get(Stripes.of(key));
        if (seen != null && seen.key().equals(key)) {
            slots.set(Stripes.of(key), null);
        }
    }
}
