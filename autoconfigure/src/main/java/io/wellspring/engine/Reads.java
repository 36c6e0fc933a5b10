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

import io.wellspring.store.Entry;
import io.wellspring.store.Generation;

/**
 * Takes down what the load of the current thread reads, if it runs one. To be told before the read: who comes after a commit
 * that follows must find it here, and not wait for the load.
 */
public final class Reads {

    private Reads() {}

    /** Whether the current thread runs a load. */
    public static boolean wanted() {
        return Flight.current() != null;
    }

    /** Notes that entities of a type are read. */
    public static void of(Class<?> type) {
        Flight flight = Flight.current();
        if (flight != null) {
            flight.observation().read(type);
        }
    }

    /** Notes that several entities of a type may be read, not only the one whose id is the key. */
    public static void ofSeveral(Class<?> type) {
        Flight flight = Flight.current();
        if (flight != null) {
            flight.observation().readMore(type);
        }
    }

    /** Notes that more is read than can be told. */
    public static void ofUnknown() {
        Flight flight = Flight.current();
        if (flight != null) {
            flight.observation().readUnknown();
        }
    }

    /** Notes that a cached value is read. */
    static void ofEntry(Entry entry, Generation ofKeys) {
        Flight flight = Flight.current();
        if (flight != null) {
            flight.observation().inherit(entry.basis(), ofKeys);
        }
    }
}
