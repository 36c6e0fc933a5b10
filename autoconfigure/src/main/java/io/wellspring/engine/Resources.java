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
import io.wellspring.store.Fleet;
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
 * @param entities tells what values are entities
 * @param transactions tells of the transaction of the current thread
 * @param generations the generations of all that entries are computed from
 * @param fleet the other nodes
 * @param tracer follows loads
 */
public record Resources(
        Ticker ticker,
        InstantSource clock,
        DoubleSupplier random,
        Executor loads,
        Executor refreshes,
        Entities entities,
        Transactions transactions,
        Generations generations,
        Fleet fleet,
        LoadTracer tracer) {

    Sequence sequence() {
        return generations.sequence();
    }

    /** Tells what a value says of itself as an entity. */
    public interface Entities {

        /** What holds where no value is an entity. */
        Entities NONE = new Entities() {};

        /**
         * Returns the version of a value; null where it has none.
         *
         * @param attribute the name of the attribute that bears it; empty for the one that is annotated as such
         */
        default @Nullable Long versionOf(Object value, String attribute) {
            return null;
        }

        /** Returns the entity type of a value; null where it is no entity, or one that is not loaded. */
        default @Nullable Class<?> typeOf(Object value) {
            return null;
        }

        /** Returns the id of an entity; null where it has none, or several. */
        default @Nullable Object idOf(Object entity) {
            return null;
        }
    }
}
