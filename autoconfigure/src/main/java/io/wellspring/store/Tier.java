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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A place that stores the entries of one cache. Safe for use by many threads. */
public interface Tier {

    /** The tier's name as users see it, as {@code local}. */
    String name();

    /** Returns the entry under a key, to be used. */
    @Nullable
    Entry get(Object key);

    /** Takes down that the entry under a key, which was found, is in use. To be told once in a while, for when room is needed. */
    void used(Object key);

    void put(Object key, Entry entry);

    void remove(Object key);

    void clear();

    /** About how many entries it holds. */
    long size();

    /** How many entries it dropped for want of room. */
    long evictions();

    /** Iterates over the entries while others come and go; stops no reader, and does not count as a use of the entries. */
    Iterator<Map.Entry<Object, Entry>> iterator();
}
