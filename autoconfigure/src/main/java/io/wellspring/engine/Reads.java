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

import java.util.List;
import java.util.function.Consumer;

/**
 * Takes down what the current thread reads, for the load that it runs and for the look-ups whose value it will put. To be told
 * before the read: who comes after a commit that follows must find it here, and not wait for the load.
 */
public final class Reads {

    private Reads() {}

    /** Whether anybody wants to know what the current thread reads. */
    public static boolean wanted() {
        return ReadScope.current() != null;
    }

    /** Notes that entities of a type are read. */
    public static void of(Class<?> type) {
        note(observation -> observation.read(type));
    }

    /** Notes that several entities of a type may be read, not only the one whose id is the key. */
    public static void ofSeveral(Class<?> type) {
        note(observation -> observation.readMore(type));
    }

    /** Returns all that want to know what the current thread reads, for what it will read by another thread. */
    static List<Observation> takers() {
        ReadScope scope = ReadScope.current();
        return scope == null ? List.of() : scope.takers();
    }

    /** Whether what a load reads that began then is no older than what the current thread may read. */
    static boolean isNoOlder(long began) {
        return !wanted() || takers().stream().allMatch(taker -> taker.mayRead(began));
    }

    static void begin(Observation observation) {
        ReadScope.begin(observation);
    }

    static void end(Observation observation) {
        ReadScope.end(observation);
    }

    /** Notes that a statement reads rows of a type. Two statements may read two of them. */
    public static void ofRows(Class<?> type) {
        note(observation -> observation.readRows(type));
    }

    private static void note(Consumer<Observation> read) {
        if (wanted()) {
            takers().forEach(read);
        }
    }
}
