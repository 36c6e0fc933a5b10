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

import io.wellspring.engine.Reads;
import io.wellspring.invalidation.jpa.SqlStatement.Kind;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;

/**
 * Hears every statement before it runs: what a load reads, and what is written past the events of entities, as by bulk
 * statements. It cannot know the session of a statement, and hands what it found to the listener of that session, which is
 * called next on the same thread.
 */
final class StatementObserver implements StatementInspector {

    /** A statement that writes rows that nobody names. */
    record Bulk(Touched touched, PersistenceUnit unit) {}

    private static final long serialVersionUID = 1L;
    private static final ThreadLocal<@Nullable Bulk> FOUND = new ThreadLocal<>();

    private final transient PersistenceUnit unit;
    private final transient @Nullable StatementInspector next;

    /** @param next the application's own; null where it has none */
    StatementObserver(PersistenceUnit unit, @Nullable StatementInspector next) {
        this.unit = unit;
        this.next = next;
    }

    @Override
    public @Nullable String inspect(String sql) {
        String changed = next == null ? null : next.inspect(sql);
        observe(changed == null ? sql : changed);
        return changed;
    }

    /** Returns the statement that is about to be prepared on this thread, if it is a bulk statement. */
    static @Nullable Bulk take() {
        Bulk found = FOUND.get();
        if (found != null) {
            FOUND.remove();
        }
        return found;
    }

    private void observe(String sql) {
        take();
        boolean wanted = Reads.wanted();
        if (!wanted && sql.startsWith("select")) {
            return;
        }
        MappedTables tables = unit.tables();
        if (tables == null) {
            return;
        }
        Touched touched = tables.touchedBy(sql);
        if (wanted) {
            touched.types().forEach(type -> Reads.of(type));
            touched.several().forEach(type -> Reads.ofSeveral(type));
            touched.rows().forEach(type -> Reads.ofRows(type));
        }
        if (touched.kind() != Kind.READ && !touched.types().isEmpty() && !Expected.covers(sql, touched)) {
            FOUND.set(new Bulk(touched, unit));
        }
    }
}
