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

import io.wellspring.store.Basis;
import io.wellspring.store.Generation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What one load has been seen to read so far. Written by the thread that loads, before it reads; read by those who ask whether
 * they may wait for the load.
 */
final class Observation {

    private static final Generation[] NOTHING = {};

    private final Dependencies dependencies;
    private volatile Generation[] seen = NOTHING;
    private volatile boolean complete = true;
    private volatile boolean shared;
    private volatile long asOf;
    private final Set<Class<?>> rows = ConcurrentHashMap.newKeySet(2);

    Observation(Dependencies dependencies) {
        this.dependencies = dependencies;
    }

    /** Notes that the shared tier has just been asked: what is read from now on must not be older than that. */
    void asked(long now) {
        asOf = now;
        shared = true;
    }

    /** Whether a load that began then reads nothing that is older than this may read. */
    boolean mayRead(long began) {
        return !shared || began - asOf >= 0;
    }

    /** Notes that entities of a type are read. */
    void read(Class<?> type) {
        if (dependencies.observing()) {
            add(dependencies.read(type));
        }
    }

    /** Notes that other entities of a type may be read than the one whose id is the key. */
    void readMore(Class<?> type) {
        if (dependencies.observing()) {
            dependencies.read(type);
            add(dependencies.anyOf(type));
        }
    }

    /** Notes that a statement reads rows of a type: the second that does so may read another than the first. */
    void readRows(Class<?> type) {
        if (dependencies.observing() && dependencies.isById(type) && !rows.add(type)) {
            readMore(type);
        }
    }

    /** Whether an entity is another than the one whose id is the key, in a cache of such entries. */
    boolean isOfAnother(Class<?> type, Object key, @Nullable Object id) {
        return dependencies.isById(type)
                && (id == null || !dependencies.keysById(type).apply(id).contains(key));
    }

    /** Notes that more is read than can be told: what is computed from it is not to be stored. */
    void readUnknown() {
        complete = !dependencies.observing();
    }

    boolean isComplete() {
        return complete;
    }

    /** Notes that the value of another entry is read: what that depends on, this depends on. */
    void inherit(Basis basis, Generation ofKeys, Dependencies ofCache) {
        if (dependencies.observing()) {
            dependencies.readWith(ofCache);
            basis.generations().forEach(this::add);
            add(ofKeys);
            if (!basis.complete()) {
                readUnknown();
            }
        }
    }

    /** Whether nothing that it has read, or is known to read, has changed since. */
    boolean holds(long since) {
        if (!dependencies.basis().holds(since)) {
            return false;
        }
        for (Generation generation : seen) {
            if (generation.last() > since) {
                return false;
            }
        }
        return true;
    }

    /** All that {@link #holds} looked at. */
    Set<Generation> generations() {
        Set<Generation> all = new LinkedHashSet<>(dependencies.basis().generations());
        all.addAll(Arrays.asList(seen));
        return all;
    }

    /** Returns what an entry is computed from. */
    Basis basis(List<String> tags, Generations known) {
        List<Generation> all = new ArrayList<>(generations());
        tags.forEach(tag -> all.add(known.tag(tag)));
        return new Basis(all, tags, complete);
    }

    /** One at a time: what a load awaits may come on another thread. */
    synchronized void add(Generation generation) {
        Generation[] before = seen;
        if (!Arrays.asList(before).contains(generation)) {
            Generation[] after = Arrays.copyOf(before, before.length + 1);
            after[before.length] = generation;
            seen = after;
        }
    }
}
