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
package io.wellspring.invalidation.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.engine.ReadThroughCache;
import io.wellspring.invalidation.library.Library.Book;
import io.wellspring.invalidation.library.Library.Publisher;
import io.wellspring.invalidation.library.Library.Row;
import io.wellspring.invalidation.library.Library.Shelf;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A transaction reads what it has changed from the database, and nobody else reads that before it has committed. */
abstract class TransactionalReadsKit extends LibraryTest {

    /** A change of the title of the first book, and the removal of the third. */
    enum Write {
        FLUSHED(em -> {
            changeManaged(em);
            em.flush();
        }),
        UNFLUSHED(Write::changeManaged),
        BULK(em -> {
            em.createQuery("update Book b set b.title = 'Persuasion' where b.id = 1")
                    .executeUpdate();
            em.createQuery("delete from Book b where b.id = 3").executeUpdate();
        }),
        NATIVE(em -> {
            em.createNativeQuery("update book set title = 'Persuasion' where id = 1")
                    .executeUpdate();
            em.createNativeQuery("delete from book where id = 3").executeUpdate();
        }),
        CLEARED(em -> {
            changeManaged(em);
            em.flush();
            em.clear();
        });

        private final Consumer<EntityManager> work;

        Write(Consumer<EntityManager> work) {
            this.work = work;
        }

        private static void changeManaged(EntityManager em) {
            em.find(Book.class, 1L).title = "Persuasion";
            em.remove(em.find(Book.class, 3L));
        }
    }

    @Autowired
    private CacheManager cacheManager;

    private ReadThroughCache<Long, String> summaries;
    private ReadThroughCache<Long, Book> byId;
    private Cache plain;

    @BeforeEach
    void findsTheCaches() {
        summaries = caches.cache("summary", Long.class, String.class);
        byId = caches.cache("book", Long.class, Book.class);
        plain = cacheManager.getCache("plain");
    }

    @ParameterizedTest
    @EnumSource
    void aTransactionReadsWhatItHasChangedAndLeavesNothing(Write write) {
        for (boolean commits : new boolean[] {false, true}) {
            fillAll();
            transaction(TransactionDefinition.PROPAGATION_REQUIRED, false).executeWithoutResult(status -> {
                write.work.accept(entityManager);
                assertReadsAre("Persuasion", 2);
                assertReadsAre("Persuasion", 2);
                elsewhere(() -> {
                    assertReadsAre("Emma", 3);
                    return null;
                });
                if (!commits) {
                    status.setRollbackOnly();
                }
            });
            assertReadsAre(commits ? "Persuasion" : "Emma", commits ? 2 : 3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingThatATransactionReadFirstIsLeft(Write write) {
        for (boolean commits : new boolean[] {false, true}) {
            caches.names().forEach(name -> caches.known(name).clear());
            transaction(TransactionDefinition.PROPAGATION_REQUIRED, false).executeWithoutResult(status -> {
                write.work.accept(entityManager);
                assertReadsAre("Persuasion", 2);
                if (!commits) {
                    status.setRollbackOnly();
                }
            });
            for (String name : List.of("rows", "titles", "bookCount", "summary", "book", "syncedCount", "plainBook")) {
                assertThat(region(name).inspection().keys().hasNext() && !commits)
                        .as("%s holds something", name)
                        .isFalse();
            }
            assertReadsAre(commits ? "Persuasion" : "Emma", commits ? 2 : 3);
        }
    }

    @Test
    void aTransactionThatChangedAnotherTypeHits() {
        // Of a cache that no test fills in a transaction: there it would come to depend on all that the session holds.
        fill(() -> books.existsByTitle("Emma"), "bookExists", "Emma");
        change(em -> {
            em.find(Publisher.class, 1L).name = "three";
            em.flush();
            long before = region("bookExists").statistics().hits();
            books.existsByTitle("Emma");
            assertThat(region("bookExists").statistics().hits()).isEqualTo(before + 1);
        });
    }

    @Test
    void aTransactionThatMayNotWriteHitsAndFills() {
        readOnly(em -> {
            books.titles();
            summaries.get(1L);
        });
        assertThat(cached("titles")).isTrue();
        assertThat(cached("summary", 1L)).isTrue();
        readOnly(em -> {
            long before = region("titles").statistics().hits();
            books.titles();
            assertThat(region("titles").statistics().hits()).isEqualTo(before + 1);
        });
    }

    @Test
    void aRollbackLeavesNoTraceOfWhatWasPut() {
        plain.put("kept", "old");
        rolledBack(em -> {
            plain.put("kept", "new");
            assertThat(plain.putIfAbsent("absent", "new")).isNull();
            assertThat(plain.get("computed", () -> "new")).isEqualTo("new");
            assertThat(plain.get("kept")).as("its own put is not there yet").isNull();
            assertThat(elsewhere(() -> plain.get("kept")).get()).isEqualTo("old");
            desk.putNote(1, "new");
            summaries.put(1L, "new");
            byId.put(1L, new Book(1, "new", null, null));
        });
        assertThat(plain.get("kept").get()).isEqualTo("old");
        assertThat(plain.get("absent")).isNull();
        assertThat(plain.get("computed")).isNull();
        assertThat(caches.get("note:1")).isEqualTo("loaded");
        assertThat(summaries.get(1L)).isEqualTo("Emma of 3");
        assertThat(byId.peek(1L)).isEmpty();
    }

    @Test
    void whatIsPutInATransactionIsThereAfterItsCommit() {
        plain.put("kept", "old");
        change(em -> {
            plain.put("kept", "new");
            assertThat(plain.putIfAbsent("absent", "new")).isNull();
            desk.putNote(1, "new");
        });
        assertThat(plain.get("kept").get()).isEqualTo("new");
        assertThat(plain.get("absent").get()).isEqualTo("new");
        assertThat(caches.get("note:1")).isEqualTo("new");
    }

    @Test
    void whatOthersLoadBeforeTheCommitDoesNotOutliveAPut() {
        change(em -> {
            caches.cache("note", Long.class, String.class).put(1L, "new");
            ticker.advance(java.time.Duration.ofMillis(1));
            assertThat(elsewhere(() -> caches.get("note:1"))).isEqualTo("loaded");
        });
        assertThat(caches.get("note:1")).isEqualTo("new");
    }

    @Test
    void aLoadThatBeganBeforeTheCommitDoesNotReplaceAPut() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch committed = new CountDownLatch(1);
        CompletableFuture<?>[] load = new CompletableFuture<?>[1];
        change(em -> {
            caches.cache("note", Long.class, String.class).put(1L, "new");
            ticker.advance(java.time.Duration.ofMillis(1));
            desk.during(() -> {
                running.countDown();
                await(committed);
            });
            load[0] = begin(() -> caches.get("note:1"));
            await(running);
        });
        committed.countDown();
        load[0].join();
        assertThat(caches.get("note:1")).isEqualTo("new");
    }

    @Test
    void aLookUpWhoseMethodFailedInATransactionDoesNotLoseALaterPut() {
        rolledBack(em -> assertThat(plain.get("key")).isNull());
        elsewhere(() -> {
            plain.put("key", "old");
            return null;
        });
        plain.put("key", "new");
        assertThat(plain.get("key").get()).isEqualTo("new");
    }

    @Test
    void aPutAfterALookUpInOneTransactionDoesNotLeaveTheOldValue() {
        change(em -> {
            assertThat(plain.get("key")).isNull();
            elsewhere(() -> {
                plain.put("key", "old");
                return null;
            });
            plain.put("key", "new");
        });
        assertThat(plain.get("key"))
                .satisfiesAnyOf(
                        value -> assertThat(value).isNull(),
                        value -> assertThat(value.get()).isEqualTo("new"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"evict", "invalidate", "clear"})
    void whatIsInvalidatedInATransactionIsSoOnceMoreAfterItsCommit(String how) {
        for (boolean commits : new boolean[] {false, true}) {
            caches.get("note:1");
            transaction(TransactionDefinition.PROPAGATION_REQUIRED, false).executeWithoutResult(status -> {
                switch (how) {
                    case "evict" -> desk.evictNote(1);
                    case "invalidate" -> region("note").invalidate(1L);
                    default -> region("note").clear();
                }
                assertThat(cached("note", 1L)).isFalse();
                elsewhere(() -> caches.get("note:1"));
                assertThat(elsewhere(() -> cached("note", 1L))).isTrue();
                assertThat(cached("note", 1L)).as("its own reads").isFalse();
                if (!commits) {
                    status.setRollbackOnly();
                }
            });
            assertThat(cached("note", 1L)).isEqualTo(!commits);
        }
    }

    @Test
    void whatIsPendingWaitsForItsOwnTransaction() {
        TransactionTemplate inner = transaction(TransactionDefinition.PROPAGATION_REQUIRES_NEW, false);
        plain.put("outer", "old");
        plain.put("inner", "old");
        change(em -> {
            plain.put("outer", "new");
            inner.executeWithoutResult(status -> {
                assertThat(plain.get("outer").get())
                        .as("the outer transaction is not this one")
                        .isEqualTo("old");
                plain.put("inner", "new");
            });
            assertThat(plain.get("inner").get()).isEqualTo("new");
            assertThat(plain.get("outer")).isNull();
            inner.executeWithoutResult(status -> {
                plain.put("inner", "rolled back");
                status.setRollbackOnly();
            });
            assertThat(plain.get("outer")).isNull();
        });
        assertThat(plain.get("outer").get()).isEqualTo("new");
        assertThat(plain.get("inner").get()).isEqualTo("new");
    }

    @Test
    void anOldSnapshotLeavesNothingOld() {
        TransactionTemplate snapshot = transaction(TransactionDefinition.PROPAGATION_REQUIRED, true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.executeWithoutResult(status -> {
            entityManager.createNativeQuery("select count(*) from shelf").getSingleResult();
            elsewhere(() -> {
                change(Write.FLUSHED.work);
                return null;
            });
            assertThat(books.titles()).contains(oldTitleInASnapshot());
            books.findById(1L);
            books.rows();
            books.count();
            desk.syncedCount();
            desk.plainBook(1);
            summaries.get(1L);
            summaries.getAll(List.of(1L, 2L));
            byId.get(2L);
        });
        assertReadsAre("Persuasion", 2);
    }

    /** What a transaction that began before the change reads still. */
    abstract String oldTitleInASnapshot();

    @Test
    void anOpenSessionLeavesNothingOld() {
        try (EntityManager open = entityManagerFactory.createEntityManager()) {
            TransactionSynchronizationManager.bindResource(entityManagerFactory, new EntityManagerHolder(open));
            try {
                open.find(Book.class, 1L);
                open.find(Shelf.class, 1L);
                elsewhere(() -> {
                    change(Write.FLUSHED.work);
                    change(em -> em.find(Shelf.class, 1L).name = "third");
                    return null;
                });
                books.findByTitle("Persuasion");
                books.findById(1L);
                desk.foundShelf(">");
                desk.lazyShelf("Ulysses");
                desk.plainBook(1);
                books.ofSize(100);
            } finally {
                TransactionSynchronizationManager.unbindResource(entityManagerFactory);
            }
        }
        assertThat(books.findByTitle("Persuasion")).extracting(Book::getTitle).containsExactly("Persuasion");
        assertThat(desk.foundShelf(">")).isEqualTo(">third");
        assertThat(desk.lazyShelf("Ulysses")).isEqualTo("third");
        assertThat(books.ofSize(100)).extracting(Book::getTitle).containsExactlyInAnyOrder("Persuasion", "Ulysses");
        change(em -> em.find(Shelf.class, 1L).name = "first");
        assertReadsAre("Persuasion", 2);
    }

    @Test
    void aSessionThatSpringDoesNotKnowHidesWhatItHasWritten() {
        fillAll();
        try (EntityManager own = entityManagerFactory.createEntityManager()) {
            own.getTransaction().begin();
            own.find(Book.class, 1L).title = "Persuasion";
            own.flush();
            assertThat(cached("titles")).isFalse();
            assertThat(cached("book", 1L)).isFalse();
            assertThat(elsewhere(() -> cached("titles"))).isTrue();
            books.titles();
            own.getTransaction().rollback();
            assertThat(cached("titles")).isTrue();
            own.getTransaction().begin();
            own.find(Book.class, 2L).title = "Dubliners";
            own.getTransaction().commit();
        }
        assertThat(books.titles()).contains("Emma", "Dubliners");
    }

    @Test
    void aTransactionThatEndsOnAnotherThreadHidesNothingAnyMore() {
        fillAll();
        try (EntityManager own = entityManagerFactory.createEntityManager()) {
            own.getTransaction().begin();
            own.find(Book.class, 1L).title = "Persuasion";
            own.flush();
            elsewhere(() -> {
                own.getTransaction().commit();
                return null;
            });
        }
        assertThat(books.titles()).contains("Persuasion");
        assertThat(cached("titles")).isTrue();
    }

    private void fillAll() {
        assertReadsAre("Emma", 3);
        assertReadsAre("Emma", 3);
        assertThat(cached("titles")).isTrue();
        assertThat(cached("summary", 1L)).isTrue();
        assertThat(cached("plainBook", 1L)).isTrue();
    }

    private void assertReadsAre(String title, long count) {
        assertThat(books.rows()).hasSize((int) count).contains(new Row(title, "first"));
        assertThat(books.titles()).hasSize((int) count).contains(title);
        assertThat(books.count()).isEqualTo(count);
        assertThat(books.findById(1L)).get().extracting(Book::getTitle).isEqualTo(title);
        assertThat(books.findByTitle(title)).hasSize(1);
        assertThat(desk.syncedCount()).isEqualTo(count);
        assertThat(desk.plainBook(1).title).isEqualTo(title);
        String summary = title + " of " + count;
        assertThat(summaries.get(1L)).isEqualTo(summary);
        assertThat(summaries.getAll(List.of(1L))).isEqualTo(Map.of(1L, summary));
        assertThat(summaries.peek(1L).orElse(summary)).isEqualTo(summary);
        assertThat(summaries.getAsync(1L).join()).isEqualTo(summary);
        assertThat(caches.get("summary:1")).isEqualTo(summary);
        assertThat(byId.get(1L).title).isEqualTo(title);
        assertThat(byId.peek(1L).map(Book::getTitle).orElse(title)).isEqualTo(title);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
