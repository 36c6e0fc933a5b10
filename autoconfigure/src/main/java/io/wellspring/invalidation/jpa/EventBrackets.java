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

import org.hibernate.StatelessSession;
import org.hibernate.event.spi.AbstractCollectionEvent;
import org.hibernate.event.spi.AbstractPreDatabaseOperationEvent;
import org.hibernate.event.spi.PreCollectionRecreateEvent;
import org.hibernate.event.spi.PreCollectionRecreateEventListener;
import org.hibernate.event.spi.PreCollectionRemoveEvent;
import org.hibernate.event.spi.PreCollectionRemoveEventListener;
import org.hibernate.event.spi.PreCollectionUpdateEvent;
import org.hibernate.event.spi.PreCollectionUpdateEventListener;
import org.hibernate.event.spi.PreDeleteEvent;
import org.hibernate.event.spi.PreDeleteEventListener;
import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.event.spi.PreUpsertEvent;
import org.hibernate.event.spi.PreUpsertEventListener;
import org.hibernate.persister.collection.CollectionPersister;

/** Tells the statements of one entity or collection, which events announce, from bulk statements, which nothing announces. */
final class EventBrackets
        implements PreInsertEventListener,
                PreUpdateEventListener,
                PreDeleteEventListener,
                PreUpsertEventListener,
                PreCollectionRecreateEventListener,
                PreCollectionRemoveEventListener,
                PreCollectionUpdateEventListener {

    private final PersistenceUnit unit;

    EventBrackets(PersistenceUnit unit) {
        this.unit = unit;
    }

    @Override
    public boolean onPreInsert(PreInsertEvent event) {
        return expect(event);
    }

    @Override
    public boolean onPreUpdate(PreUpdateEvent event) {
        return expect(event);
    }

    @Override
    public boolean onPreDelete(PreDeleteEvent event) {
        return expect(event);
    }

    @Override
    public boolean onPreUpsert(PreUpsertEvent event) {
        return expect(event);
    }

    @Override
    public void onPreRecreateCollection(PreCollectionRecreateEvent event) {
        expect(event);
    }

    @Override
    public void onPreRemoveCollection(PreCollectionRemoveEvent event) {
        expect(event);
    }

    @Override
    public void onPreUpdateCollection(PreCollectionUpdateEvent event) {
        expect(event);
    }

    /** @return that nobody here objects */
    private boolean expect(AbstractPreDatabaseOperationEvent event) {
        Expected.ofEntity(
                unit.knownTables().tablesOf(event.getPersister().getEntityName()),
                event.getSession() instanceof StatelessSession);
        return false;
    }

    private void expect(AbstractCollectionEvent event) {
        CollectionPersister collection = event.getCollectionPersister();
        if (collection != null) {
            Expected.ofCollection(unit.knownTables().tablesOf(collection));
        }
    }
}
