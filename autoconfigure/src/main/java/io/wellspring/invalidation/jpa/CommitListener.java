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

import io.wellspring.invalidation.Invalidations;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.AbstractCollectionEvent;
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
 * Collects what a session writes, and announces it when its transaction has committed, before the commit returns to its
 * caller.
 *
 * <p>The events of a flush are also seen in transactions that roll back, and so-called post-commit events miss collections;
 * so changes are collected at the flush, and the end of the transaction decides.
 */
final class CommitListener
        implements PostInsertEventListener,
                PostUpdateEventListener,
                PostDeleteEventListener,
                PostUpsertEventListener,
                PostCollectionRecreateEventListener,
                PostCollectionRemoveEventListener,
                PostCollectionUpdateEventListener {

    private final Invalidations invalidations;
    private final Map<SharedSessionContractImplementor, Changes> pending = new ConcurrentHashMap<>();

    CommitListener(Invalidations invalidations) {
        this.invalidations = invalidations;
    }

    @Override
    public void onPostInsert(PostInsertEvent event) {
        changed(event.getSession(), event.getPersister(), event.getId());
    }

    @Override
    public void onPostUpdate(PostUpdateEvent event) {
        changed(event.getSession(), event.getPersister(), event.getId());
    }

    @Override
    public void onPostDelete(PostDeleteEvent event) {
        changed(event.getSession(), event.getPersister(), event.getId());
    }

    @Override
    public void onPostUpsert(PostUpsertEvent event) {
        changed(event.getSession(), event.getPersister(), event.getId());
    }

    @Override
    public void onPostRecreateCollection(PostCollectionRecreateEvent event) {
        changed(event);
    }

    @Override
    public void onPostRemoveCollection(PostCollectionRemoveEvent event) {
        changed(event);
    }

    @Override
    public void onPostUpdateCollection(PostCollectionUpdateEvent event) {
        changed(event);
    }

    @Override
    public boolean requiresPostCommitHandling(EntityPersister persister) {
        return false;
    }

    private void changed(AbstractCollectionEvent event) {
        PersistentCollection<?> collection = event.getCollection();
        SharedSessionContractImplementor session = event.getSession();
        String owner = event.getAffectedOwnerEntityName();
        if (collection != null && owner != null) {
            EntityPersister persister =
                    session.getFactory().getMappingMetamodel().getEntityDescriptor(owner);
            changed(session, persister, event.getAffectedOwnerIdOrNull());
        }
    }

    private void changed(SharedSessionContractImplementor session, EntityPersister persister, @Nullable Object id) {
        Class<?> type = persister.getMappedClass();
        if (!session.isTransactionInProgress()) {
            // Nothing will be committed any more: the statement was a transaction of its own.
            Changes.announce(invalidations, type, id);
            return;
        }
        // A session belongs to one thread, so that only it comes here for this session.
        Changes changes = pending.get(session);
        if (changes == null) {
            changes = new Changes(invalidations, () -> pending.remove(session));
            pending.put(session, changes);
            session.getTransactionCoordinator().getLocalSynchronizations().registerSynchronization(changes);
        }
        changes.add(type, id);
    }
}
