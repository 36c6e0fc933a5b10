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
package io.wellspring.store.redis;

/**
 * The bytes were no entry of this cache, or none that can be read any more: a miss.
 *
 * @param detail for people
 */
record Unreadable(Reason reason, String detail) implements Reading {

    /** Why nothing could be read. */
    enum Reason {
        /** Somebody else's bytes, or the first few of ours. */
        FOREIGN,
        /** Written by another version of the library. */
        FORMAT,
        /** Cut off, or changed on the way. */
        DAMAGED,
        /** The declared type has changed since. */
        TYPE,
        /** The entry of another key, whose name has the same hash. */
        KEY,
        /** More bytes than an entry may have. */
        TOO_LARGE,
        /** Ours by all signs, and yet not what the declared type reads. */
        MALFORMED
    }
}
