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

import io.wellspring.policy.Ticker;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What all caches of an application share.
 *
 * @param ticker measures lifetimes
 * @param clock tells the time of day, for people
 * @param random numbers from 0 up to 1, exclusive
 * @param loads runs loads that are not the caller's own
 * @param refreshes runs refreshes; may reject them
 * @param versions tells the version of an entity
 * @param sessions tells of the session of the current thread
 * @param invalidations numbers the invalidations
 */
public record Resources(
        Ticker ticker,
        InstantSource clock,
        DoubleSupplier random,
        Executor loads,
        Executor refreshes,
        Versions versions,
        Sessions sessions,
        Sequence invalidations) {

    /** Tells of the session, or the transaction, that the current thread reads in. */
    @FunctionalInterface
    public interface Sessions {

        /** What holds where nothing is bound to a thread. */
        Sessions NONE = now -> now;

        /** Older than any invalidation: nothing that such a thread reads is stored. */
        long NEVER = -1;

        /**
         * Returns how old what the current thread reads may be.
         *
         * @param now the number of the last invalidation
         * @return the number of the last one before the session was opened; now where there is no session; {@link #NEVER}
         *     where the thread may read what is not committed
         */
        long openedAt(long now);
    }

    /** Tells the version of a value. */
    @FunctionalInterface
    public interface Versions {

        /** Returns the version of a value; null where it has none. */
        @Nullable
        Long versionOf(Object value);
    }
}
