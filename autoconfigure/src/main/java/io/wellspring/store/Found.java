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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What the shared tier answers to one who looks for an entry. */
public sealed interface Found {

    /** There is an entry. */
    record Hit(Stored stored) implements Found {}

    /** Another node loads it, and whoever asked did not want to wait. */
    record Busy() implements Found {}

    /** It is not there: to be loaded, and to be handed in. */
    non-sealed interface Permit extends Found {

        /** Where no other node has a say. */
        Permit ALONE = entry -> CompletableFuture.completedFuture(true);

        /** Where nothing that is loaded now may be stored: the shared tier cannot be asked, or not by this caller. */
        Permit NONE = entry -> CompletableFuture.completedFuture(false);

        /** Where nothing that is loaded now may be stored, nor be handed to those who come later: it is about to change. */
        Permit BYPASS = entry -> CompletableFuture.completedFuture(false);

        /**
         * Hands in what was loaded. To be called once, whatever came of the load: others may wait for it.
         *
         * @param entry what to store; null where there is nothing
         * @return whether the entry may be stored on this node too
         */
        CompletionStage<Boolean> store(@Nullable Entry entry);

        /**
         * Whether everything that an entry is computed from was known when leave was given. If not, it may be given to others than
         * the one who loaded it only once it is stored.
         */
        default boolean expects(Entry entry) {
            return true;
        }
    }
}
