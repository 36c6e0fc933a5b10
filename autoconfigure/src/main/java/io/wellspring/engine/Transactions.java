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

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells of the transaction, or the session, that the current thread reads and writes in. */
public interface Transactions {

    /** What holds where nothing is ever bound to a thread. */
    Transactions NONE = new Transactions() {};

    /**
     * Returns how old what the current thread reads may be.
     *
     * @return when the session was opened; now where there is no session; {@link Moment#never} where the thread may read what
     *     is not committed
     */
    default Moment openedAt(Moment now) {
        return now;
    }

    /** Whether a transaction or a session is bound to the current thread. */
    default boolean isBound() {
        return false;
    }

    /** Whether the current thread is in a transaction: what its next statement reads may be as old as that. */
    default boolean inSnapshot() {
        return false;
    }

    /** Names the types of the entities that the session holds already, from which a load may be answered without a statement. */
    default void held(Consumer<Class<?>> types, Runnable tooMany) {}

    /** Whether the current thread is in a transaction that may write. */
    default boolean mayWrite() {
        return false;
    }

    /** Returns what people call the transaction of the current thread; null where there is none, or it has no name. */
    default @Nullable String name() {
        return null;
    }

    /**
     * Whether the current transaction has changed, or may be about to change, what a value is computed from: then it must not
     * be answered from a cache.
     *
     * @param cache identifies the cache
     * @param key the key; null for any
     */
    default boolean hides(Object cache, @Nullable Object key, Dependencies dependencies) {
        return false;
    }

    /**
     * Has something done once the current transaction has committed, or may have; nothing where it rolls back. Until then it
     * {@link #hides} the key.
     *
     * @param key the key; null for every key of the cache
     * @return whether there is a transaction that may write; if not, nothing will be done
     */
    default boolean afterCommit(Object cache, @Nullable Object key, Consumer<Mark> action) {
        return false;
    }

    /**
     * As {@link #afterCommit}, for an invalidation: it is done before the commit, under a mark that stands until after it.
     *
     * @param key the key; null for every key of the cache
     */
    default void withCommit(Object cache, @Nullable Object key, Consumer<Mark> invalidation) {}
}
