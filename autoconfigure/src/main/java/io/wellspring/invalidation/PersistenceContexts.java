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
package io.wellspring.invalidation;

import io.wellspring.engine.Dependencies;
import io.wellspring.engine.Moment;
import java.util.function.Consumer;

/** Tells of the persistence contexts that the current thread reads and writes in. */
public interface PersistenceContexts {

    /** What holds where there are none. */
    PersistenceContexts NONE = new PersistenceContexts() {};

    /**
     * Returns how old what they answer may be.
     *
     * @return when the oldest of them was opened; now where there is none
     */
    default Moment openedAt(Moment now) {
        return now;
    }

    /** Whether one is bound to the current thread. */
    default boolean isBound() {
        return false;
    }

    /** Names the types of the entities that they hold; or says that these are too many to be named. */
    default void held(Consumer<Class<?>> types, Runnable tooMany) {}

    /** Whether the current thread has written what is not committed yet. */
    default boolean hasWritten() {
        return false;
    }

    /** Whether the current thread has written, and not committed yet, what a cache is computed from. */
    default boolean hasWritten(Dependencies dependencies) {
        return false;
    }

    /** Whether they hold an entity that a cache is computed from, and that may have been changed in memory. */
    default boolean mayHaveChanged(Dependencies dependencies) {
        return false;
    }
}
