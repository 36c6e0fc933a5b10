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
package io.wellspring.checker;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.hibernate.SharedSessionContract;

/**
 * Gives out revisions, in the transaction that writes them: a rollback gives them back. Its rows are locked until the
 * transaction ends, and outlive the rows that they stand for. Plain JDBC, so that nothing of Hibernate takes notice.
 *
 * <p>Who writes several rows takes them in the order of kinds and ids, so that no circle of writers waits.
 */
final class Ledger {

    /** Added to the revisions of transactions that roll back. */
    static final long POISON = 1_000_000_000_000L;

    private static final String NEXT = "update ledger set revision = revision + 1, present = ?"
            + " where kind = ? and id = ? and present = ? returning revision";
    private static final String LOCK = "select revision from ledger where kind = ? and id = ? for update";

    private final SharedSessionContract session;

    Ledger(SharedSessionContract session) {
        this.session = session;
    }

    /**
     * @param before whether the row must be there
     * @param after whether it is there afterwards
     * @throws Gone where it is not as it must be
     */
    long next(Kind kind, long id, boolean before, boolean after) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(NEXT)) {
                statement.setBoolean(1, after);
                statement.setString(2, kind.name());
                statement.setLong(3, id);
                statement.setBoolean(4, before);
                return revision(statement);
            }
        });
    }

    void lock(Kind kind, long id) {
        session.doWork(connection -> lock(connection, kind, id));
    }

    private static void lock(Connection connection, Kind kind, long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            statement.setString(1, kind.name());
            statement.setLong(2, id);
            revision(statement);
        }
    }

    private static long revision(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            if (!rows.next()) {
                throw new Gone();
            }
            return rows.getLong(1);
        }
    }
}
