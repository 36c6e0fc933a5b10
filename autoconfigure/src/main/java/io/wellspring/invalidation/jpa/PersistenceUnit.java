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
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.mapping.ForeignKey;
import org.hibernate.mapping.Table;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;

/** Hears what is written and read through one session factory. */
public final class PersistenceUnit implements Integrator {

    private final SingletonSupplier<CacheRegistry> caches;
    private final Map<String, Set<String>> changedAlong = new HashMap<>();
    private volatile @Nullable SessionFactoryImplementor factory;
    private volatile @Nullable MappedTables tables;

    /** @param caches asked for when something is first written */
    public PersistenceUnit(Supplier<CacheRegistry> caches) {
        this.caches = SingletonSupplier.of(caches);
    }

    /**
     * Returns what hears every statement.
     *
     * @param next the application's own; null where it has none
     */
    public StatementInspector statementInspector(@Nullable StatementInspector next) {
        return new StatementObserver(this, next);
    }

    @Override
    public void integrate(Metadata metadata, BootstrapContext context, SessionFactoryImplementor sessionFactory) {
        metadata.collectTableMappings().forEach(this::noteForeignKeys);
        // Not before: its mappings are not complete yet.
        sessionFactory.addObserver(new SessionFactoryObserver() {
            @Override
            public void sessionFactoryCreated(SessionFactory created) {
                factory = sessionFactory;
            }
        });
        CommitListener commits = new CommitListener(this);
        EventListenerRegistry registry = sessionFactory.getEventListenerRegistry();
        registry.appendListeners(EventType.POST_INSERT, commits);
        registry.appendListeners(EventType.POST_UPDATE, commits);
        registry.appendListeners(EventType.POST_DELETE, commits);
        registry.appendListeners(EventType.POST_UPSERT, commits);
        registry.appendListeners(EventType.POST_COLLECTION_RECREATE, commits);
        registry.appendListeners(EventType.POST_COLLECTION_REMOVE, commits);
        registry.appendListeners(EventType.POST_COLLECTION_UPDATE, commits);
        EventBrackets brackets = new EventBrackets(this);
        registry.appendListeners(EventType.PRE_INSERT, brackets);
        registry.appendListeners(EventType.PRE_UPDATE, brackets);
        registry.appendListeners(EventType.PRE_DELETE, brackets);
        registry.appendListeners(EventType.PRE_UPSERT, brackets);
        registry.appendListeners(EventType.PRE_COLLECTION_RECREATE, brackets);
        registry.appendListeners(EventType.PRE_COLLECTION_REMOVE, brackets);
        registry.appendListeners(EventType.PRE_COLLECTION_UPDATE, brackets);
        registry.appendListeners(EventType.POST_LOAD, new LoadListener());
    }

    CacheRegistry caches() {
        return caches.obtain();
    }

    /** Whether a statement may write without a transaction, so that nothing ends after it. */
    boolean writesOutsideTransactions() {
        SessionFactoryImplementor known = factory;
        return known != null && known.getSessionFactoryOptions().isAllowOutOfTransactionUpdateOperations();
    }

    /** Returns the tables; null while the session factory is being made. */
    @Nullable
    MappedTables tables() {
        MappedTables known = tables;
        SessionFactoryImplementor from = factory;
        if (known == null && from != null) {
            // Two threads may both make them: they are the same.
            known = new MappedTables(from, changedAlong);
            tables = known;
        }
        return known;
    }

    /** Returns the tables, once the session factory is made. */
    MappedTables knownTables() {
        return Objects.requireNonNull(tables());
    }

    private void noteForeignKeys(Table table) {
        for (ForeignKey key : table.getForeignKeyCollection()) {
            OnDeleteAction action = key.getOnDeleteAction();
            if (action != null && action != OnDeleteAction.NO_ACTION && action != OnDeleteAction.RESTRICT) {
                changedAlong
                        .computeIfAbsent(
                                MappedTables.nameOf(key.getReferencedTable().getName()), name -> new HashSet<>())
                        .add(MappedTables.nameOf(table.getName()));
            }
        }
    }
}
