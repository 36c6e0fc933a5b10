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
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
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

    /** @param subject what it lists */
    private record Cursor(Object subject, Iterator<Optional<EntryState>> iterator) {}

    private final Map<String, Cursor> waiting = new LinkedHashMap<>();

    /**
     * @param subject what is listed: a cursor serves for the same only
     * @param all begins the list; its empty elements count as looked at
     * @throws IllegalArgumentException where the cursor is not one of the subject, or is spent
     */
    Page page(
            Object subject,
            Supplier<Iterator<Optional<EntryState>>> all,
            @Nullable String cursor,
            int limit,
            Predicate<EntryState> wanted) {
        Iterator<Optional<EntryState>> iterator = cursor == null ? all.get() : resume(subject, cursor);
        List<EntryState> found = new ArrayList<>();
        for (int i = 0; i < LOOKED_AT && found.size() < limit && iterator.hasNext(); i++) {
            iterator.next().filter(wanted).ifPresent(found::add);
        }
        return new Page(found, iterator.hasNext() ? await(new Cursor(subject, iterator)) : null);
    }

    private synchronized Iterator<Optional<EntryState>> resume(Object subject, String id) {
        Cursor cursor = waiting.remove(id);
        if (cursor == null || !cursor.subject().equals(subject)) {
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
