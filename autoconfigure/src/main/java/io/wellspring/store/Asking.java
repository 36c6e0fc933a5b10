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

import java.util.Collection;

/**
 * What is asked of the shared tier.
 *
 * @param purpose what the asker wants to do
 * @param expected what the value is expected to be computed from: read along, which saves a round trip
 * @param old whether the load will read in a session or transaction that was open before
 * @param opened since when, in nanoseconds of the engine's ticker
 */
public record Asking(Purpose purpose, Collection<Generation> expected, boolean old, long opened) {

    /** What the asker wants to do. */
    public enum Purpose {
        /** To answer a read, or load for it: waits for another node that loads already. */
        READ,
        /** As {@link #READ}, without waiting. */
        READ_NOW,
        /** To load what is not fresh any more, unless another node does. */
        REFRESH,
        /** To load in any case. */
        RELOAD,
        /** To answer a read, or compute the value and put it some time later, maybe: nobody is to wait for that. */
        LOOK,
        /** To show it to people: nobody loads it, and nobody waits. */
        SHOW
    }
}
