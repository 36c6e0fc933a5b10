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
package io.wellspring.observe;

import io.wellspring.engine.EntryState;
import io.wellspring.engine.Region;
import io.wellspring.store.Entry;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Lists the entries of a cache page by page. A cursor is an iterator that waits here for its next page, so that each page costs
 * what it shows and no more, however large the cache is. Few wait at a time; the oldest gives way.
 */
final class Pages {

    /** One page looks at no more entries than this, even if few of them are wanted. */
    private static final int LOOKED_AT = 10_000;

    private static final int WAITING = 32;

    record Page(List<EntryState> entries, @Nullable String next) {}

    private record Cursor(Region region, Iterator<Map.Entry<Object, Entry>> iterator) {}

    private final Map<String, Cursor> waiting = new LinkedHashMap<>();

    /** @throws IllegalArgumentException where the cursor is not one of this cache, or is spent */
    Page page(Region region, @Nullable String cursor, int limit, Predicate<EntryState> wanted) {
        Iterator<Map.Entry<Object, Entry>> iterator = cursor == null ? region.iterator() : resume(region, cursor);
        List<EntryState> found = new ArrayList<>();
        for (int i = 0; i < LOOKED_AT && found.size() < limit && iterator.hasNext(); i++) {
            Map.Entry<Object, Entry> next = iterator.next();
            EntryState state = region.stateOf(next.getKey(), next.getValue());
            if (state != null && wanted.test(state)) {
                found.add(state);
            }
        }
        return new Page(found, iterator.hasNext() ? await(new Cursor(region, iterator)) : null);
    }

    private synchronized Iterator<Map.Entry<Object, Entry>> resume(Region region, String id) {
        Cursor cursor = waiting.remove(id);
        if (cursor == null || cursor.region() != region) {
            throw new IllegalArgumentException(
                    "The cursor '" + id
                            + "' is unknown: each serves once, on the instance that gave it, and not for ever; begin again without one");
        }
        return cursor.iterator();
    }

    private synchronized String await(Cursor cursor) {
        if (waiting.size() >= WAITING) {
            Iterator<String> oldest = waiting.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        String id = UUID.randomUUID().toString();
        waiting.put(id, cursor);
        return id;
    }
}
