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

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the changes of something that entries are computed from: an entity type, a tag, a cache. It holds the number of the
 * last change, so that an entry that was loaded before it is told from one that was loaded after it, at the cost of one
 * volatile read.
 */
public final class Generation {

    /** What the name of a tag's generation begins with. */
    public static final String TAG = "tag:";

    private final String name;
    private final AtomicLong last;

    /** @param name what it is called on every node: equal for what counts the same changes */
    public Generation(String name) {
        this(name, 0);
    }

    /** @param last the number of the last change; a greater one than the true one refuses more, never less */
    public Generation(String name, long last) {
        this.name = name;
        this.last = new AtomicLong(last);
    }

    /** Returns the name of the generation of a cache as a whole. */
    public static String nameOfWhole(String cache) {
        return "cache:" + cache;
    }

    public String name() {
        return name;
    }

    /** Returns the number of the last change. */
    public long last() {
        return last.get();
    }

    /** Notes a change. A number that is not greater than the last changes nothing. */
    public void moveTo(long number) {
        last.accumulateAndGet(number, Math::max);
    }

    @Override
    public String toString() {
        return name;
    }
}
