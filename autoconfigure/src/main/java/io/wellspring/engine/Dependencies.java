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

import io.wellspring.key.Keys;
import io.wellspring.store.Basis;
import io.wellspring.store.Generation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The entity types that the values of one cache are computed from: declared, by annotations and by the types of results, and
 * observed, by what loads are seen to read.
 *
 * <p>A declared type is exact where it is known which keys a changed entity concerns. Then a change invalidates those, and
 * entries hold to the bulk generation of the type only; else they hold to the generation that moves with every change.
 */
public final class Dependencies {

    /** @param keys tells the keys from the state of an entity; null where they follow from its id, or not at all */
    private record Declared(
            Class<?> type,
            boolean exact,
            String qualifier,
            @Nullable ChangedKeys keys) {

        boolean byId() {
            return exact && keys == null;
        }

        Object keyOf(Object id) {
            return qualifier.isEmpty() ? Keys.of(id) : Keys.qualified(qualifier, id);
        }
    }

    /** What a change of one type means to the cache. */
    private record Impact(boolean concerned, boolean exact, List<Declared> byId, List<Declared> byState) {}

    /** All that is known at a time. The impacts are concluded from it once for each type. */
    private record Known(
            List<Declared> declared, Set<Class<?>> observed, Basis basis, ConcurrentMap<Class<?>, Impact> impacts) {

        Known(List<Declared> declared, Set<Class<?>> observed, Basis basis) {
            this(List.copyOf(declared), Set.copyOf(observed), basis, new ConcurrentHashMap<>());
        }

        Impact impactOf(Class<?> changed) {
            Impact impact = impacts.get(changed);
            return impact != null ? impact : impacts.computeIfAbsent(changed, this::conclude);
        }

        private Impact conclude(Class<?> changed) {
            boolean concerned = false;
            boolean exact = true;
            List<Declared> byId = new ArrayList<>();
            List<Declared> byState = new ArrayList<>();
            for (Declared dependency : declared) {
                if (Generations.areRelated(dependency.type(), changed)) {
                    concerned = true;
                    exact &= dependency.exact();
                    if (dependency.exact()) {
                        (dependency.byId() ? byId : byState).add(dependency);
                    }
                }
            }
            if (!concerned || !exact) {
                return new Impact(concerned || isObserved(changed), false, List.of(), List.of());
            }
            return new Impact(true, true, List.copyOf(byId), List.copyOf(byState));
        }

        private boolean isObserved(Class<?> changed) {
            for (Class<?> type : observed) {
                if (Generations.areRelated(type, changed)) {
                    return true;
                }
            }
            return false;
        }
    }

    private final Generations generations;
    private final boolean observing;
    private volatile Known known = new Known(List.of(), Set.of(), Basis.NONE);

    Dependencies(Generations generations, boolean observing) {
        this.generations = generations;
        this.observing = observing;
    }

    /** Returns the types that were declared, in the order of their names. */
    public List<Class<?>> declared() {
        return sorted(known.declared().stream()
                .<Class<?>>map(Declared::type)
                .distinct()
                .toList());
    }

    /** Returns the types that loads were seen to read and that nobody declared, in the order of their names. */
    public List<Class<?>> observed() {
        List<Class<?>> declared = declared();
        return sorted(known.observed().stream()
                .filter(type -> !declared.contains(type))
                .toList());
    }

    /** Whether a change of a type concerns any value of the cache. */
    public boolean concernedBy(Class<?> changed) {
        return known.impactOf(changed).concerned();
    }

    /** Whether what loads read counts. */
    boolean observing() {
        return observing;
    }

    void add(Class<?> type) {
        add(new Declared(type, false, "", null));
    }

    void addById(Class<?> type, String qualifier) {
        add(new Declared(type, true, qualifier, null));
    }

    void addByState(Class<?> type, ChangedKeys keys) {
        add(new Declared(type, true, "", keys));
    }

    /** The generations of all declared types. */
    Basis basis() {
        return known.basis();
    }

    /** The generations of all types that are known, which a load will mostly read. */
    Set<Generation> expected() {
        Known now = known;
        Set<Generation> expected = new LinkedHashSet<>(now.basis().generations());
        now.observed().forEach(type -> expected.add(generationOf(type, now)));
        return expected;
    }

    /** Notes that a load reads entities of a type, and returns the generation that its entry holds to. */
    Generation read(Class<?> type) {
        if (!known.observed().contains(type)) {
            observe(type);
        }
        return generationOf(type, known);
    }

    /** Notes that a load reads a value of another cache: what that is computed from, this is computed from. */
    void readWith(Dependencies other) {
        if (other != this) {
            Known theirs = other.known;
            theirs.observed().forEach(this::read);
            theirs.declared().forEach(dependency -> read(dependency.type()));
        }
    }

    /** Returns the generation that moves with every change of a type. */
    Generation anyOf(Class<?> type) {
        return generations.of(type).any();
    }

    /** Whether each entry holds just the entity of this type whose id is its key, as far as is declared. */
    boolean isById(Class<?> type) {
        return !known.impactOf(type).byId().isEmpty();
    }

    /** Whether the state of a changed entity is needed to tell the keys. */
    boolean needsStateOf(Class<?> type) {
        return !known.impactOf(type).byState().isEmpty();
    }

    /** Whether each change of an entity of the type invalidates keys, and not the cache as a whole. */
    boolean isExact(Class<?> type) {
        return known.impactOf(type).exact();
    }

    /** Returns what tells the keys that a changed entity of a type concerns by its id. */
    Function<Object, Collection<Object>> keysById(Class<?> changed) {
        List<Declared> byId = known.impactOf(changed).byId();
        return byId.size() == 1
                ? id -> List.of(byId.get(0).keyOf(id))
                : id -> byId.stream()
                        .map(dependency -> dependency.keyOf(id))
                        .distinct()
                        .toList();
    }

    /**
     * Returns the keys that are computed from an entity in a state; null where that cannot be told.
     *
     * @param collectionsKnown whether the collections in the state are as they were too
     */
    @Nullable
    Collection<Object> keysByState(Class<?> changed, Object state, boolean collectionsKnown) {
        Set<Object> keys = new HashSet<>();
        for (Declared dependency : known.impactOf(changed).byState()) {
            ChangedKeys changedKeys = dependency.keys();
            if (changedKeys == null || !dependency.type().isInstance(state)) {
                continue;
            }
            Collection<Object> found =
                    collectionsKnown || !changedKeys.readsCollections() ? changedKeys.keysOf(state) : null;
            if (found == null) {
                return null;
            }
            keys.addAll(found);
        }
        return keys;
    }

    private synchronized void add(Declared added) {
        if (known.declared().contains(added)) {
            return;
        }
        List<Declared> all = new ArrayList<>(known.declared());
        all.add(added);
        Known without = new Known(all, known.observed(), Basis.NONE);
        List<Generation> generationsOfAll = all.stream()
                .map(dependency -> generationOf(dependency.type(), without))
                .toList();
        known = new Known(all, known.observed(), new Basis(generationsOfAll, List.of(), true));
        generations.declared();
    }

    private synchronized void observe(Class<?> type) {
        Set<Class<?>> observed = new HashSet<>(known.observed());
        observed.add(type);
        known = new Known(known.declared(), observed, known.basis());
        generations.declared();
    }

    private Generation generationOf(Class<?> type, Known as) {
        Generations.OfType of = generations.of(type);
        return as.impactOf(type).exact() ? of.bulk() : of.any();
    }

    private static List<Class<?>> sorted(List<Class<?>> types) {
        return types.stream().sorted(Comparator.comparing(Class::getName)).toList();
    }
}
