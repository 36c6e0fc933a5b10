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

import io.wellspring.engine.CacheRegistry;
import io.wellspring.engine.Change;
import io.wellspring.engine.Concerned;
import io.wellspring.engine.Mark;
import io.wellspring.engine.Mark.Outcome;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** What one transaction has changed so far. Announced when it is about to be committed. */
final class Changes implements Synchronization, UncommittedChanges.Written {

    /** Of a type with more changed entities than this, the states are not kept: two of each. */
    private static final int MANY = 1000;

    private static final Log logger = LogFactory.getLog(Changes.class);

    /** @param id null where it is not known which entity of the type changed */
    private record Entity(Class<?> type, @Nullable Object id) {}

    /**
     * @param entity null where it is not known
     * @param collectionsKnown whether its collections are as they were too
     */
    record State(@Nullable Object entity, boolean collectionsKnown) {

        static final State UNKNOWN = new State(null, false);
    }

    private final CacheRegistry caches;
    private final Runnable atEnd;
    private final BooleanSupplier closed;
    private volatile boolean ended;
    private @Nullable Mark mark;
    private final Map<Entity, Long> versions = new LinkedHashMap<>();
    private final Map<Class<?>, List<State>> states = new LinkedHashMap<>();
    private final Set<Class<?>> stateless = new LinkedHashSet<>();
    private final Set<Class<?>> types = ConcurrentHashMap.newKeySet();
    private Concerned concerned;

    /**
     * @param closed whether the session is, so that nothing of it is to come
     * @param atEnd done when the transaction ends, before anything is announced
     */
    Changes(CacheRegistry caches, BooleanSupplier closed, Runnable atEnd) {
        this.caches = caches;
        this.concerned = caches.concerned();
        this.closed = closed;
        this.atEnd = atEnd;
    }

    /**
     * Notes a change.
     *
     * @param id null where it is not known which entities of the type changed
     * @param version the greater version that the change gave the entity; null where it gave none
     */
    void add(Class<?> type, @Nullable Object id, @Nullable Long version) {
        types.add(type);
        // A change that no version tells makes the version of another one useless.
        versions.merge(
                new Entity(type, id),
                version == null ? Long.MIN_VALUE : version,
                (one, other) ->
                        one == Long.MIN_VALUE || other == Long.MIN_VALUE ? Long.MIN_VALUE : Math.max(one, other));
    }

    /** Notes a state that a changed entity had, or has. */
    void addState(Class<?> type, State state) {
        if (stateless.contains(type)) {
            return;
        }
        List<State> known = states.computeIfAbsent(type, any -> new ArrayList<>());
        if (state.entity() == null || known.size() >= 2 * MANY) {
            states.remove(type);
            stateless.add(type);
        } else {
            known.add(state);
        }
    }

    /** Announces what was changed before it is committed, under a mark that stands until it is. */
    @Override
    public void beforeCompletion() {
        askStates();
        mark = caches.mark();
        announce(mark);
        mark.send();
    }

    @Override
    public void afterCompletion(int status) {
        ended = true;
        atEnd.run();
        UncommittedChanges.end(this);
        Mark marked = mark == null ? caches.mark() : mark;
        if (status == Status.STATUS_ROLLEDBACK) {
            marked.end(Outcome.ROLLED_BACK, late -> {});
            return;
        }
        // Where the outcome is unknown it may be committed; and something may have been written since the mark.
        announce(marked);
        Outcome outcome = status == Status.STATUS_COMMITTED ? Outcome.COMMITTED : Outcome.UNKNOWN;
        marked.end(outcome, late -> types.forEach(type -> announceAny(type, late)));
    }

    /** Announces what was added, where it is committed already. */
    void announce() {
        caches.atOnce(this::announce);
    }

    /** Announces what was added since it was announced last. */
    private void announce(Mark marked) {
        askStates();
        List<Change> changes = new ArrayList<>(versions.size());
        versions.forEach((entity, version) ->
                changes.add(new Change(entity.type(), entity.id(), version == Long.MIN_VALUE ? null : version)));
        versions.clear();
        try {
            caches.changed(changes, marked);
        } catch (RuntimeException e) {
            logger.error("Could not tell what some changed entities concern; all that their types do falls", e);
            changes.stream().map(Change::type).distinct().forEach(type -> announceAny(type, marked));
        }
        safely(Object.class, () -> concerned.invalidate(marked));
        concerned = caches.concerned();
    }

    private void announceAny(Class<?> type, Mark marked) {
        safely(type, () -> caches.changed(List.of(Change.ofAny(type)), marked));
        Concerned unknown = caches.concerned();
        unknown.add(type, null, false);
        safely(type, () -> unknown.invalidate(marked));
    }

    /** Finds out what the states concern while the session is open, since associations may have to be read. */
    private void askStates() {
        states.forEach((type, all) -> all.forEach(state -> ask(type, state)));
        states.clear();
        stateless.forEach(type -> concerned.add(type, null, false));
        stateless.clear();
    }

    @Override
    public boolean anyOf(Predicate<Class<?>> type) {
        return types.stream().anyMatch(type);
    }

    @Override
    public boolean ended() {
        return ended || closed.getAsBoolean();
    }

    private void ask(Class<?> type, State state) {
        try {
            concerned.add(type, state.entity(), state.collectionsKnown());
        } catch (RuntimeException e) {
            logger.warn("Could not tell which keys a change of " + type.getName() + " concerns; all fall", e);
            concerned.add(type, null, false);
        }
    }

    /** The data is committed: whoever saved it must not be told otherwise. */
    private static void safely(Class<?> type, Runnable announcement) {
        try {
            announcement.run();
        } catch (RuntimeException e) {
            logger.error("Could not invalidate what was computed from " + type.getName(), e);
        }
    }
}
