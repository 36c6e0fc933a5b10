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

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the nodes that run one application tell each other. */
public interface Fleet {

    /** A node that is alone. */
    Fleet ALONE = new Fleet() {};

    /** Hears what other nodes change. Must not block. */
    interface Listener {

        /**
         * The entries whose names have this place have changed.
         *
         * @param node who tells it
         */
        void changed(char stripe, String node);

        /**
         * What a generation counts has changed.
         *
         * @param node who tells it
         */
        void changed(String generation, String node);

        /** Changes may have been missed: anything may have changed. */
        void missed();

        /** Returns the generation of a name; null where this node knows of none. */
        @Nullable
        Generation generation(String name);

        /** Returns the names of the generations that this node knows of, but for those of tags, which are many. */
        Collection<String> generations();
    }

    /** What one commit changes, as it is told to the other nodes. Not thread-safe. */
    interface Announcement {

        /** Where there is nobody to tell. */
        Announcement NONE = new Announcement() {};

        /**
         * Notes that the entry of a key changes.
         *
         * @param version the version of the entity that it will have; null where that is not known
         */
        default void key(SharedTier tier, Object key, @Nullable Long version) {}

        /** Notes that what a generation counts changes, by its name. */
        default void generation(String name) {}

        /**
         * Tells what was noted, before the commit: nothing that is loaded from now on is stored, by any node, until the end.
         *
         * @throws RuntimeException where it could not be told and the commit must not be
         */
        default void mark() {}

        /**
         * Ends it after the commit, or after a rollback. What was noted after {@link #mark()}, or without it, is told now.
         *
         * @param committed false only if it is certain that nothing was
         * @param waiting whether to wait until everything is told
         */
        default void end(boolean committed, boolean waiting) {}

        /** Ends it where the commit may still come: what was marked stays so, until it lapses by itself. */
        default void lapse() {}
    }

    /**
     * Returns the part of one cache; null where there is nothing to share.
     *
     * @param type the declared type of its values; null where they are not to be kept by all, only fenced
     * @param loadTimeout for how long a load may take before another node may begin one; zero for a default
     */
    default @Nullable SharedTier tier(String cache, @Nullable Type type, Duration loadTimeout) {
        return null;
    }

    /** Whether there may be other nodes. */
    default boolean isShared() {
        return false;
    }

    /**
     * Whether every change was heard that other nodes told up to a heartbeat ago. Asked by every hit.
     *
     * @param stripe the place of what is to be hit; {@link SharedTier#NO_STRIPE} for any
     */
    default boolean isProven(char stripe, long now) {
        return true;
    }

    /** What this node has to do without at the moment. */
    default List<Outage> outages() {
        return List.of();
    }

    /** For how long this node may go on without hearing from the others. */
    default Duration heartbeat() {
        return Duration.ZERO;
    }

    /** How many loads of one cache run at once on this node while it has to do without what the nodes share. */
    default int loadsWithout() {
        return Integer.MAX_VALUE;
    }

    default Announcement announcement() {
        return Announcement.NONE;
    }

    /** Has a listener told what other nodes change, from now on. To be called once. */
    default void listen(Listener listener) {}
}
