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
package io.wellspring.store.sql;

import io.wellspring.store.Outbox;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The outbox in a table that is reached by the application's own data source. */
public final class JdbcOutbox implements Outbox {

    private final DataSource dataSource;
    private final JdbcClient jdbc;

    /** For what is done apart from the application's transactions. A pool may hand out connections that do not commit by themselves. */
    private final TransactionTemplate apart;

    public JdbcOutbox(DataSource dataSource) {
        this.dataSource = dataSource;
        this.jdbc = JdbcClient.create(dataSource);
        this.apart = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /** Whether there is such a table, with the columns that it must have. */
    public boolean exists() {
        try {
            read("", 1);
            return true;
        } catch (BadSqlGrammarException e) {
            return false;
        }
    }

    @Override
    public boolean isInTransaction() {
        // Bound by the transaction manager of this data source, and not only for the time of another transaction.
        Object bound = TransactionSynchronizationManager.getResource(dataSource);
        return TransactionSynchronizationManager.isActualTransactionActive()
                && bound instanceof ConnectionHolder holder
                && !commitsByItself(holder);
    }

    @Override
    public void writeWithin(String prefix, String transaction, String changed) {
        jdbc.sql("insert into wellspring_outbox (prefix, transaction_name, changed) values (?, ?, ?)")
                .params(prefix, transaction, changed)
                .update();
    }

    @Override
    public void write(String prefix, String transaction, String changed) {
        apart.executeWithoutResult(status -> writeWithin(prefix, transaction, changed));
    }

    @Override
    public List<Row> read(String prefix, int most) {
        List<Row> rows = apart.execute(status -> jdbc.sql(
                        "select id, transaction_name, changed from wellspring_outbox where prefix = ? order by id")
                .withMaxRows(most)
                .param(prefix)
                .query((row, number) -> new Row(row.getLong(1), row.getString(2), row.getString(3)))
                .list());
        return rows == null ? List.of() : rows;
    }

    @Override
    public void remove(Collection<Long> ids) {
        if (!ids.isEmpty()) {
            apart.executeWithoutResult(status -> jdbc.sql("delete from wellspring_outbox where id in (:ids)")
                    .param("ids", ids)
                    .update());
        }
    }

    private static boolean commitsByItself(ConnectionHolder holder) {
        try {
            return holder.getConnection().getAutoCommit();
        } catch (SQLException e) {
            return true;
        }
    }
}
