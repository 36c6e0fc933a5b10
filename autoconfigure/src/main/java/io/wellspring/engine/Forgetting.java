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

import io.wellspring.engine.Episode.Kind;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How entries of one cache are forgotten: under a mark, counted by what caused it, and told to the story. */
final class Forgetting {

    private final Region region;
    private final Flights flights;
    private final Counters counters;
    private final Story story;

    Forgetting(Region region, Flights flights, Counters counters, Story story) {
        this.region = region;
        this.flights = flights;
        this.counters = counters;
        this.story = story;
    }

    /** Forgets the keys of changed entities of a type. Where an id is not known, the generations of the type see to it. */
    void changed(Class<?> type, Collection<Change> changes, Mark mark, Cause cause) {
        Function<Object, Collection<Object>> keysOf = region.dependencies().keysById(type);
        for (Change change : changes) {
            Object id = change.id();
            if (id == null) {
                typeChanged();
            } else {
                Cause exact = cause.only(change);
                keysOf.apply(id).forEach(key -> changed(key, change.version(), mark, exact));
            }
        }
    }

    private void changed(Object key, @Nullable Long version, Mark mark, Cause cause) {
        // A cache that tells the newer state by another attribute cannot compare the two.
        if (version == null || !region.settings().versionAttribute().isEmpty()) {
            changed(key, mark, cause);
        } else {
            counters.changes.increment();
            outdate(key, version, mark, cause);
        }
    }

    /** Counts that a type has changed whose generations see to what falls. */
    void typeChanged() {
        counters.typeChanges.increment();
    }

    /** Forgets a key that a changed entity concerns. */
    void changed(Object key, Mark mark, Object cause) {
        counters.changes.increment();
        drop(key, mark, cause);
    }

    /** Forgets every key, since a changed entity concerns some, and it is not known which. */
    void allChanged(Mark mark, Object cause) {
        counters.typeChanges.increment();
        dropAll(mark, cause);
    }

    /**
     * Forgets a key because somebody said so.
     *
     * @param cause for people; null where none is known
     */
    void called(Object key, Mark mark, @Nullable Object cause) {
        counters.calls.increment();
        drop(key, mark, cause);
    }

    /** As {@link #called(Object, Mark, Object)}, but leaves an entry that has this version or a newer one. */
    void called(Object key, long version, Mark mark, @Nullable Object cause) {
        counters.calls.increment();
        outdate(key, version, mark, cause);
    }

    /** Forgets every key because somebody said so. */
    void allCalled(Mark mark, @Nullable Object cause) {
        counters.calls.increment();
        dropAll(mark, cause);
    }

    /** Forgets everything of this node. */
    void here(Mark mark) {
        flights.invalidateAll(mark);
    }

    private void drop(Object key, Mark mark, @Nullable Object cause) {
        flights.replace(key, null, mark);
        story.tell(Kind.INVALIDATED, key, cause);
    }

    private void dropAll(Mark mark, @Nullable Object cause) {
        flights.invalidateAll(mark);
        story.tell(Kind.CACHE_INVALIDATED, region, cause);
    }

    private void outdate(Object key, long version, Mark mark, @Nullable Object cause) {
        flights.outdate(key, version, mark);
        story.tell(Kind.INVALIDATED, key, cause);
    }
}
