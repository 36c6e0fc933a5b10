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
package io.wellspring.invalidation.jpa;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The statements that the current thread is about to run for one entity or collection, between the events before and after it:
 * what they change, the events tell. Any other statement that writes concerns rows that nobody names.
 *
 * <p>An event that fails leaves it behind. So one for an entity lets each statement pass once only, and the next event,
 * a flush and the end of a transaction put it away.
 */
final class Expected {

    private static final ThreadLocal<@Nullable Expected> CURRENT = new ThreadLocal<>();

    private final Set<String> tables;
    private final boolean repeatable;
    private final boolean stateless;
    private final @Nullable Expected outer;
    private final List<String> passed = new ArrayList<>(2);

    private Expected(Set<String> tables, boolean repeatable, boolean stateless, @Nullable Expected outer) {
        this.tables = tables;
        this.repeatable = repeatable;
        this.stateless = stateless;
        this.outer = outer;
    }

    /** @param stateless whether the session is one that has no flush, and names itself in no event of a collection */
    static void ofEntity(Set<String> tables, boolean stateless) {
        CURRENT.set(new Expected(tables, false, stateless, null));
    }

    /** A collection runs a statement for each of its rows; within the events of its owner, where the session has no flush. */
    static void ofCollection(Set<String> tables) {
        CURRENT.set(new Expected(tables, true, false, CURRENT.get()));
    }

    /** Returns whether that was a collection of an entity that a stateless session writes. */
    static boolean endOfCollection() {
        Expected current = CURRENT.get();
        Expected outer = current == null ? null : current.outer;
        if (outer == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(outer);
        }
        return outer != null && outer.stateless;
    }

    static void end() {
        CURRENT.remove();
    }

    private boolean passes(String sql) {
        return !passed.contains(sql) && passed.add(sql);
    }

    /** Whether a statement that writes is one of them. */
    static boolean covers(String sql, Touched touched) {
        Expected current = CURRENT.get();
        return current != null
                && touched.target() != null
                && current.tables.contains(touched.target())
                && (current.repeatable || current.passes(sql));
    }
}
