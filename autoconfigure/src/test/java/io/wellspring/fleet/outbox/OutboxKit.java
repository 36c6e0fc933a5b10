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
package io.wellspring.fleet.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wellspring.fleet.outbox.Shop.Item;
import io.wellspring.invalidation.Invalidations;
import io.wellspring.store.Outbox;
import io.wellspring.store.redis.MarkRejectedException;
import io.wellspring.store.redis.TestRedis;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.transaction.Synchronization;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/** A writer that cannot reach Redis says in its database what it changes, and any node tells it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
abstract class OutboxKit {

    @RegisterExtension
    static final TestRedis REDIS = new TestRedis();

    private static final AtomicLong IDS = new AtomicLong();

    private long id;
    private CutProxy proxy;
    private ShopNode writer;
    private ShopNode other;
    private JdbcClient database;

    /** Returns what connects an application to the database. */
    abstract List<String> options() throws IOException;

    @BeforeAll
    void startsTheOther() throws IOException {
        other = new ShopNode(REDIS.port(), options());
        database = JdbcClient.create(other.bean(DataSource.class));
        database.sql("create table item (id bigint primary key, version bigint not null, name varchar(64) not null)")
                .update();
    }

    @BeforeEach
    void startsTheWriter() throws IOException {
        proxy = new CutProxy(REDIS.port());
        writer = new ShopNode(proxy.port(), options());
        id = IDS.incrementAndGet();
        database.sql("insert into item (id, version, name) values (?, 0, 'old')")
                .param(id)
                .update();
        await().until(() -> {
            assertThat(names(writer)).containsOnly("old");
            assertThat(names(other)).containsOnly("old");
            return writer.keeps(id) && other.keeps(id) && stored("name") && stored("item");
        });
    }

    @AfterEach
    void stopsTheWriter() throws IOException {
        writer.close();
        proxy.close();
        await().until(() -> rows("shop") == 0);
    }

    @AfterAll
    void stopsTheOther() {
        other.close();
    }

    @Test
    void theOthersLearnWhatTheWriterAloneCannotTell() {
        proxy.cut();
        writer.rename(id, "new");
        assertThat(names(writer)).containsOnly("new");
        await().untilAsserted(() -> assertThat(names(other)).containsOnly("new"));
        assertThat(writer.isProven()).isFalse();
        proxy.mend();
        await().untilAsserted(() -> {
            assertThat(names(writer)).containsOnly("new");
            assertThat(writer.keeps(id)).isTrue();
        });
    }

    @Test
    void nothingOldIsReadOnceRedisIsBackThoughTheWriterIsNot() {
        whileRedisHangs(() -> {
            proxy.cut();
            writer.rename(id, "new");
            writer.close();
        });
        awaitNewAndKept();
    }

    @Test
    void whatANodeKeepsIsVoidAfterATimeInWhichItDidNotHear() {
        whileRedisHangs(() -> {});
        await().until(other::isProven);
        assertThat(other.keeps(id)).isFalse();
    }

    @Test
    void aRowIsRolledBackWithWhatChanged() {
        whileRedisHangs(() -> {
            assertThatThrownBy(() -> writer.inTransaction(entityManager -> {
                        entityManager.find(Item.class, id).rename("never");
                        entityManager.flush();
                        beforeCommit(entityManager, () -> {
                            assertThat(rowsWithin()).isOne();
                            assertThat(rows("shop")).isZero();
                            throw new IllegalStateException("wanted");
                        });
                    }))
                    .hasStackTraceContaining("wanted");
            assertThat(rows("shop")).isZero();
            writer.rename(id, "new");
            assertThat(rows("shop")).isOne();
        });
        await().untilAsserted(() -> assertThat(names(other)).containsOnly("new"));
    }

    @Test
    void withoutATransactionOfSpringARowIsWrittenAfterTheCommit() {
        whileRedisHangs(() -> {
            EntityManager plain = writer.bean(EntityManagerFactory.class).createEntityManager();
            plain.getTransaction().begin();
            plain.find(Item.class, id).rename("new");
            plain.flush();
            beforeCommit(plain, () -> assertThat(rows("shop")).isZero());
            plain.getTransaction().commit();
            plain.close();
            await().until(() -> rows("shop") == 1);
        });
        await().untilAsserted(() -> assertThat(names(other)).containsOnly("new"));
    }

    @Test
    void aWriterThatEndsLeavesItsRowBehind() {
        whileRedisHangs(() -> {
            writer.bean(Invalidations.class).changed(Item.class, id);
            writer.close();
            assertThat(rows("shop")).isOne();
        });
    }

    @Test
    void aRowIsWrittenOnlyInATransactionOfThatDatabase() {
        Outbox outbox = writer.bean(Outbox.class);
        DataSource dataSource = writer.bean(DataSource.class);
        assertThat(outbox.isInTransaction()).isFalse();
        writer.inTransaction(
                entityManager -> assertThat(outbox.isInTransaction()).isTrue());
        new TransactionTemplate(new JdbcTransactionManager(dataSource))
                .executeWithoutResult(
                        status -> assertThat(outbox.isInTransaction()).isTrue());
        new TransactionTemplate(new OtherTransactions()).executeWithoutResult(status -> {
            JdbcClient.create(dataSource)
                    .sql("select count(*) from item")
                    .query(Integer.class)
                    .single();
            assertThat(outbox.isInTransaction()).isFalse();
        });
    }

    @Test
    void aRowThatCannotBeReadHasEverythingFall() {
        whileRedisHangs(() -> {
            database.sql("update item set name = 'new' where id = ?").param(id).update();
            insert("shop", "whatever");
            insert("elsewhere", "whatever");
        });
        await().until(() -> rows("shop") == 0);
        assertThat(names(other)).containsOnly("new");
        assertThat(rows("elsewhere")).isOne();
        database.sql("delete from wellspring_outbox").update();
    }

    @Test
    void aCommitIsRolledBackThatNeitherRedisNorTheTableTakes() {
        proxy.cut();
        renameTable("wellspring_outbox", "elsewhere");
        try {
            assertThatThrownBy(() -> writer.rename(id, "never"))
                    .hasRootCauseInstanceOf(SQLException.class)
                    .hasStackTraceContaining(MarkRejectedException.class.getName())
                    .hasStackTraceContaining(Outbox.TABLE)
                    .hasStackTraceContaining("io/wellspring/store/sql/outbox-*.sql");
        } finally {
            renameTable("elsewhere", "wellspring_outbox");
        }
        assertThat(database.sql("select name from item where id = ?")
                        .param(id)
                        .query(String.class)
                        .single())
                .isEqualTo("old");
    }

    @Test
    void withoutTheTableRedisIsNotUsedAgain(CapturedOutput output) {
        whileRedisHangs(() -> {
            proxy.cut();
            writer.rename(id, "new");
            writer.close();
            renameTable("wellspring_outbox", "elsewhere");
        });
        try {
            await().until(() -> output.getOut().contains("WELLSPRING_OUTBOX is out of order"));
            assertThat(other.isProven()).isFalse();
            assertThat(stored("name")).as("the old entry is there").isTrue();
            assertThat(names(other)).containsOnly("new");
        } finally {
            renameTable("elsewhere", "wellspring_outbox");
        }
        awaitNewAndKept();
    }

    /** Does something once the other node knows that it does not hear. */
    private void whileRedisHangs(Runnable action) {
        REDIS.pause();
        try {
            await().until(() -> !other.isProven());
            action.run();
        } finally {
            REDIS.resume();
        }
    }

    private void awaitNewAndKept() {
        await().until(() -> {
            assertThat(names(other)).containsOnly("new");
            return other.keeps(id);
        });
    }

    private List<String> names(ShopNode node) {
        return List.of(node.name(id), node.item(id));
    }

    private boolean stored(String cache) {
        return REDIS.connection().sync().exists("shop:" + cache + ":{" + id + "}") == 1;
    }

    private int rows(String prefix) {
        return database.sql("select count(*) from wellspring_outbox where prefix = ?")
                .param(prefix)
                .query(Integer.class)
                .single();
    }

    /** As the writer's transaction sees them. */
    private int rowsWithin() {
        return JdbcClient.create(writer.bean(DataSource.class))
                .sql("select count(*) from wellspring_outbox")
                .query(Integer.class)
                .single();
    }

    private void insert(String prefix, String changed) {
        database.sql("insert into wellspring_outbox (prefix, transaction_name, changed) values (?, 'any', ?)")
                .params(prefix, changed)
                .update();
    }

    private void renameTable(String from, String to) {
        database.sql("alter table " + from + " rename to " + to).update();
    }

    /** Does something after all else that is done before the commit. */
    private static void beforeCommit(EntityManager entityManager, Runnable action) {
        entityManager
                .unwrap(SharedSessionContractImplementor.class)
                .getTransactionCoordinator()
                .getLocalSynchronizations()
                .registerSynchronization(new Synchronization() {
                    @Override
                    public void beforeCompletion() {
                        action.run();
                    }

                    @Override
                    public void afterCompletion(int status) {}
                });
    }

    /** Those of something that is no database. */
    private static final class OtherTransactions extends AbstractPlatformTransactionManager {

        private static final long serialVersionUID = 1L;

        @Override
        protected Object doGetTransaction() {
            return this;
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {}

        @Override
        protected void doCommit(DefaultTransactionStatus status) {}

        @Override
        protected void doRollback(DefaultTransactionStatus status) {}
    }
}
