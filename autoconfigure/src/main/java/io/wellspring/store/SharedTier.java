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
package io.wellspring.store;

import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The tier that the nodes of a fleet share, as far as one cache is concerned: its entries, and who may load and store them. Safe
 * for use by many threads. Nothing here throws but what is only for people, and no stage completes with an exception:
 * where the tier cannot be asked, it holds nothing, and nothing may be stored.
 */
public interface SharedTier {

    /** The stripe of what no other node knows. */
    char NO_STRIPE = 0;

    /** The tier's name as users see it, as {@code redis}. */
    String name();

    /** Whether it keeps values; if not, it only knows who may store one on his node. */
    boolean keepsValues();

    /** Returns why it cannot keep values though it should; null where it can. To be asked once the application has started. */
    @Nullable
    String problem();

    /** Looks for the entry of a key, or for leave to store one. */
    CompletionStage<Found> find(Object key, Asking asking);

    /**
     * Iterates over the entries that nodes like this one can read and that would answer, while others come and go; an entry may come
     * twice. It waits for the tier, a bounded time for each element, and throws {@link TierUnavailableException} where that does
     * not answer.
     *
     * @return one element for each name that the tier has looked at; an empty one where it is none of such an entry
     */
    Iterator<Optional<Listed>> entries();

    /** Tells who keeps whom from storing an entry of a key; completes with null where the tier cannot be asked. */
    CompletionStage<@Nullable SharedFence> fenceOf(Object key);

    /** Asks and stores all at once that an action asks and stores, by this thread. */
    <T> T together(Supplier<T> action);

    /** Returns the place of a key's name among the names of all caches: other nodes tell it when they change the key. */
    char stripeOf(Object key);
}
