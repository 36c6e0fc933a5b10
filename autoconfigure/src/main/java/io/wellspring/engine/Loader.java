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

import org.jspecify.annotations.Nullable;

/** Loads the value of a key on a miss. */
@FunctionalInterface
public interface Loader {

    /**
     * Loads a value.
     *
     * @return the value, null where there is none, or a {@link java.util.concurrent.CompletionStage} of it where the loader is
     *     {@link #asynchronous()}
     * @throws Throwable whatever goes wrong; every caller that waits gets this very exception
     */
    @Nullable
    Object load(Object key, LoadContext<Object> context) throws Throwable;

    /** Whether what it returns is a stage that will complete with the value. */
    default boolean asynchronous() {
        return false;
    }

    /**
     * Whether the load is the caller's own call, to be run in the caller's thread: with its transaction, and whatever else is
     * bound to the thread.
     */
    default boolean inCaller() {
        return false;
    }

    /** Returns the loader of the same value for a thread that is not the caller's. */
    default Loader inBackground() {
        return this;
    }
}
