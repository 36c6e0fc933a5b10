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
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an entry, or to all of a cache, as people see it.
 *
 * @param took for how long the load ran; null where it is no load
 * @param detail what else is known; null where that is nothing
 */
public record Episode(
        Instant at,
        Kind kind,
        @Nullable Duration took,
        @Nullable String detail) {

    /** Whether it happened to the entry itself, and not to something that it may have been computed from. */
    public boolean isOfEntry() {
        return kind != Kind.CACHE_INVALIDATED && kind != Kind.CHANGED && kind != Kind.HEARD;
    }

    /** What happened. */
    public enum Kind {
        /** It was loaded. */
        LOADED,
        /** Its load ended with an exception. */
        LOAD_FAILED,
        /** What was loaded was not stored. */
        REFUSED,
        /** A value was put that was not loaded. */
        PUT,
        /** The shared tier had it. */
        SHARED_HIT,
        /** It answered a read though it was not fresh any more. */
        SERVED_STALE,
        /** It was compared with a fresh load, and was another. */
        FOUND_STALE,
        /** Its key was invalidated. */
        INVALIDATED,
        /** Its whole cache was. */
        CACHE_INVALIDATED,
        /** Something changed that it may have been computed from. */
        CHANGED,
        /** Another node told of a change. */
        HEARD
    }
}
