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

import io.wellspring.engine.Versions;
import io.wellspring.invalidation.jpa.Changes.State;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.engine.internal.Versioning;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.AbstractCollectionEvent;
import org.hibernate.event.spi.AbstractPostDatabaseOperationEvent;
import org.hibernate.event.spi.PostCollectionRecreateEvent;
import org.hibernate.event.spi.PostCollectionRecreateEventListener;
import org.hibernate.event.spi.PostCollectionRemoveEvent;
import org.hibernate.event.spi.PostCollectionRemoveEventListener;
import org.hibernate.event.spi.PostCollectionUpdateEvent;
import org.hibernate.event.spi.PostCollectionUpdateEventListener;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.event.spi.PostUpsertEvent;
import org.hibernate.event.spi.PostUpsertEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a session writes, to be announced when its transaction is about to commit.
 *
 * <p>The events of a flush are also seen in transactions that roll back, and so-called post-commit events miss collections;
 * so changes are collected at the flush, and announced by the transaction itself.
 */
final class CommitListener
        implements PostInsertEventListener,
                PostUpdateEventListener,
                PostDeleteEventListener,
                PostUpsertEventListener,
                PostCollectionRecreateEventListener,
                PostCollectionRemoveEventListener,
                PostCollectionUpdateEventListener {

    private final PersistenceUnit unit;
    private final Map<SharedSessionContractImplementor, Changes> pending = new ConcurrentHashMap<>();

    CommitListener(PersistenceUnit unit) {
        this.unit = unit;
    }

    @Override
    public void onPostInsert(PostInsertEvent event) {
        Expected.end();
        changed(event.getSession(), event.getPersister(), event.getId(), null, List.of(state(event, event.getState())));
    }

    @Override
    public void onPostUpdate(PostUpdateEvent event) {
        Expected.end();
        EntityPersister persister = event.getPersister();
        State before = state(event, event.getOldState());
        changed(
                event.getSession(),
                persister,
                event.getId(),
                greaterVersion(persister, event.getOldState(), event.getState()),
                List.of(before, state(event, event.getState())));
    }

    @Override
    public void onPostDelete(PostDeleteEvent event) {
        Expected.end();
        State before = state(event, event.getDeletedState());
        changed(event.getSession(), event.getPersister(), event.getId(), null, List.of(before));
        for (Class<?> type :
                unit.knownTables().changedAlongWith(event.getPersister().getEntityName())) {
            changed(event.getSession(), type, null, null, List.of());
        }
    }

    @Override
    public void onPostUpsert(PostUpsertEvent event) {
        Expected.end();
        changed(event.getSession(), event.getPersister(), event.getId(), null, List.of(State.UNKNOWN));
    }

    @Override
    public void onPostRecreateCollection(PostCollectionRecreateEvent event) {
        changed(event, true);
    }

    @Override
    public void onPostRemoveCollection(PostCollectionRemoveEvent event) {
        changed(event, false);
    }

    @Override
    public void onPostUpdateCollection(PostCollectionUpdateEvent event) {
        changed(event, false);
    }

    @Override
    public boolean requiresPostCommitHandling(EntityPersister persister) {
        return false;
    }

    /** @param complete whether there was no collection before */
    private void changed(AbstractCollectionEvent event, boolean complete) {
        if (Expected.endOfCollection()) {
            // The event names no stateless session; it tells of the owner itself at the same time.
            return;
        }
        SharedSessionContractImplementor session = event.getSession();
        String owner = event.getAffectedOwnerEntityName();
        if (owner != null) {
            EntityPersister persister =
                    session.getFactory().getMappingMetamodel().getEntityDescriptor(owner);
            State state = new State(event.getAffectedOwnerOrNull(), complete);
            changed(session, persister, event.getAffectedOwnerIdOrNull(), null, List.of(state));
        }
    }

    /** @param states those that the entity had and has */
    private void changed(
            SharedSessionContractImplementor session,
            EntityPersister persister,
            @Nullable Object id,
            @Nullable Long version,
            List<State> states) {
        changed(session, persister.getMappedClass(), id, version, states);
    }

    private void changed(
            SharedSessionContractImplementor session,
            Class<?> type,
            @Nullable Object id,
            @Nullable Long version,
            List<State> states) {
        boolean transactional = session.isTransactionInProgress();
        Changes changes = transactional ? pendingOf(session) : new Changes(unit.caches(), () -> true, () -> {});
        changes.add(type, id, version);
        if (unit.caches().needsStateOf(type)) {
            states.forEach(state -> changes.addState(type, state));
        }
        if (!transactional) {
            // Nothing will be committed any more: the statement was a transaction of its own.
            changes.announce();
        }
    }

    /** A session belongs to one thread, so that only it comes here for this session. */
    private Changes pendingOf(SharedSessionContractImplementor session) {
        Changes changes = pending.get(session);
        if (changes == null) {
            changes = new Changes(unit.caches(), session::isClosed, () -> pending.remove(session));
            pending.put(session, changes);
            session.getTransactionCoordinator().getLocalSynchronizations().registerSynchronization(changes);
            UncommittedChanges.begin(changes);
        }
        return changes;
    }

    /**
     * What was written, not the entity itself, which may have changed again once it is asked. The collections in it are those
     * of the entity, as they are now.
     */
    private State state(AbstractPostDatabaseOperationEvent event, @Nullable Object @Nullable [] state) {
        return unit.caches().needsStateOf(event.getPersister().getMappedClass())
                ? new State(ChangedState.of(event.getPersister(), event.getId(), state, event.getSession()), true)
                : State.UNKNOWN;
    }

    /** An attribute may be excluded from the version: then the change leaves it as it was, and it tells nothing. */
    private static @Nullable Long greaterVersion(
            EntityPersister persister, @Nullable Object @Nullable [] before, @Nullable Object @Nullable [] after) {
        if (!persister.isVersioned() || before == null || after == null) {
            return null;
        }
        Long old = Versions.numberOf(Versioning.getVersion(before, persister));
        Long now = Versions.numberOf(Versioning.getVersion(after, persister));
        return old != null && now != null && now > old ? now : null;
    }
}
