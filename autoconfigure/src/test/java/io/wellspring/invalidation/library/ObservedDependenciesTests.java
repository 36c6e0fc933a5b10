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

import io.wellspring.engine.CacheStatistics;
import io.wellspring.engine.ReadThroughCache;
import io.wellspring.invalidation.library.Library.Author;
import io.wellspring.invalidation.library.Library.Book;
import io.wellspring.invalidation.library.Library.Disc;
import io.wellspring.invalidation.library.Library.Loan;
import io.wellspring.invalidation.library.Library.Publisher;
import io.wellspring.invalidation.library.Library.Remark;
import io.wellspring.invalidation.library.Library.Row;
import io.wellspring.invalidation.library.Library.Shelf;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What loads are seen to read counts as what their results are computed from, though nobody declares it. */
class ObservedDependenciesTests extends LibraryTest {

    @Autowired
    private Library.Authors authors;

    @Autowired
    private Library.Media media;

    @Autowired
    private Library.Loans loans;

    @Autowired
    private Library.Remarks remarks;

    @Test
    void aProjectionFallsWithEachTableOfItsJoin() {
        fill(books::rows, "rows");
        change(em -> em.find(Shelf.class, 1L).name = "third");
        assertThat(fill(books::rows, "rows")).contains(new Row("Emma", "third"));
        retitle(1, "Persuasion");
        assertThat(books.rows()).contains(new Row("Persuasion", "third"));
    }

    @Test
    void whatReadsNothingOfATypeStaysWhenThatChanges() {
        fill(books::titles, "titles");
        change(em -> em.find(Author.class, 1L).name = "Lessing");
        assertThat(cached("titles")).isTrue();
    }

    @Test
    void scalarResultsFall() {
        fill(books::titles, "titles");
        fill(books::count, "bookCount");
        fill(() -> books.existsByTitle("Persuasion"), "bookExists", "Persuasion");
        fill(() -> books.pagesOf("Emma"), "pages", "Emma");
        change(em -> em.persist(new Book(4, "Persuasion", null, null)));
        assertThat(books.titles()).hasSize(4);
        assertThat(books.count()).isEqualTo(4);
        assertThat(books.existsByTitle("Persuasion")).isTrue();
        assertThat(cached("pages", "Emma")).isFalse();
        change(em -> em.find(Book.class, 1L).pages = 7L);
        assertThat(books.pagesOf("Emma")).contains(7L);
    }

    @Test
    void whatALoaderComputesFalls() {
        ReadThroughCache<Long, String> summaries = caches.cache("summary", Long.class, String.class);
        assertThat(summaries.get(1L)).isEqualTo("Emma of 3");
        assertThat(caches.get("summary:1")).isEqualTo("Emma of 3");
        change(em -> em.remove(em.find(Book.class, 3L)));
        assertThat(summaries.peek(1L)).isEmpty();
        assertThat(summaries.get(1L)).isEqualTo("Emma of 2");
        retitle(1, "Persuasion");
        assertThat(summaries.getAll(List.of(1L))).containsEntry(1L, "Persuasion of 2");
    }

    @Test
    void whatASyncedMethodOfSpringComputesFalls() {
        assertThat(desk.syncedCount()).isEqualTo(3);
        change(em -> em.remove(em.find(Book.class, 3L)));
        assertThat(desk.syncedCount()).isEqualTo(2);
    }

    @Test
    void aLazyAssociationThatTheLoadInitializesCounts() {
        assertThat(fill(() -> desk.lazyShelf("Emma"), "lazyShelf", "Emma")).isEqualTo("first");
        change(em -> em.find(Shelf.class, 1L).name = "third");
        assertThat(desk.lazyShelf("Emma")).isEqualTo("third");
    }

    @Test
    void anEagerAssociationOfAnEntityByIdCounts() {
        fill(() -> books.findById(1L), "book", 1L);
        change(em -> em.find(Publisher.class, 1L).name = "three");
        assertThat(books.findById(1L))
                .get()
                .extracting(book -> book.publisher.name)
                .isEqualTo("three");
        fill(() -> books.findById(1L), "book", 1L);
        retitle(2, "Dubliners");
        assertThat(cached("book", 1L)).as("another entity of its type").isTrue();
    }

    @Test
    void anEagerAssociationWithinOneTypeCounts() {
        fill(() -> authors.findById(2L), "author", 2L);
        change(em -> em.find(Author.class, 1L).name = "Lessing");
        assertThat(authors.findById(2L))
                .get()
                .extracting(author -> author.mentor.name)
                .isEqualTo("Lessing");
    }

    @Test
    void anotherEntityOfItsOwnTypeThatALoadByIdReadsCounts() {
        assertThat(fill(() -> desk.withSequel(1L), "withSequel", 1L).title).isEqualTo("Emma before Ulysses");
        retitle(2, "Dubliners");
        assertThat(desk.withSequel(1L).title).isEqualTo("Emma before Dubliners");
    }

    @Test
    void whatAnOpenSessionHoldsAlreadyCounts() {
        try (EntityManager open = entityManagerFactory.createEntityManager()) {
            TransactionSynchronizationManager.bindResource(entityManagerFactory, new EntityManagerHolder(open));
            try {
                open.find(Shelf.class, 1L);
                assertThat(fill(() -> desk.foundShelf(">"), "foundShelf", ">")).isEqualTo(">first");
            } finally {
                TransactionSynchronizationManager.unbindResource(entityManagerFactory);
            }
        }
        change(em -> em.find(Shelf.class, 1L).name = "third");
        assertThat(desk.foundShelf(">")).isEqualTo(">third");
    }

    @Test
    void whatANestedReadIsComputedFromCountsOnAMissAndOnAHit() {
        for (boolean hit : new boolean[] {false, true}) {
            caches.names().forEach(name -> caches.known(name).clear());
            long before = books.countDirectly();
            if (hit) {
                fill(books::count, "bookCount");
            }
            assertThat(fill(() -> desk.nestedCount("#"), "nestedCount", "#")).isEqualTo("#" + before);
            change(em -> em.remove(em.find(Book.class, before)));
            assertThat(desk.nestedCount("#")).as("hit %s", hit).isEqualTo("#" + (before - 1));
        }
    }

    @Test
    void aNestedReadByIdCounts() {
        for (boolean hit : new boolean[] {false, true}) {
            retitle(1, "Emma");
            if (hit) {
                fill(() -> books.findById(1L), "book", 1L);
            }
            fill(() -> desk.nestedBook(">"), "nestedBook", ">");
            retitle(1, "Persuasion");
            assertThat(desk.nestedBook(">")).as("hit %s", hit).contains("Persuasion");
        }
    }

    @Test
    void aNestedReadCountsAlsoWhereItsKeyIsInvalidatedByHandOrPut() {
        fill(() -> desk.nestedBook(">"), "nestedBook", ">");
        region("book").invalidate(1L);
        assertThat(cached("nestedBook", ">")).isFalse();
        fill(() -> desk.nestedBook(">"), "nestedBook", ">");
        Book put = new Book(1, "put", null, null);
        change(em -> region("book").put(1L, put));
        assertThat(desk.nestedBook(">")).contains("put");
    }

    @Test
    void aNestedReadThatIsAwaitedCounts() {
        for (boolean hit : new boolean[] {false, true}) {
            retitle(1, "Emma");
            if (hit) {
                caches.get("summary:1");
            }
            assertThat(fill(() -> desk.awaiting(">"), "awaiting", ">")).isEqualTo(">Emma of 3");
            retitle(1, "Persuasion");
            assertThat(desk.awaiting(">")).as("hit %s", hit).isEqualTo(">Persuasion of 3");
        }
    }

    @Test
    void aNestedReadThatFailsCounts() {
        assertThat(fill(() -> desk.lenient(">"), "lenient", ">")).isEqualTo("none");
        change(em -> em.persist(new Book(99, "Werther", null, null)));
        assertThat(desk.lenient(">")).isEqualTo(">Werther");
    }

    @Test
    void aRefreshInTheBackgroundCounts() {
        fill(books::rows, "rows");
        ticker.advance(Duration.ofSeconds(90));
        CacheStatistics before = region("rows").statistics();
        books.rows();
        Awaitility.await().until(() -> region("rows").statistics().loads() > before.loads());
        assertThat(region("rows").statistics().refreshes()).isEqualTo(before.refreshes() + 1);
        change(em -> em.find(Shelf.class, 1L).name = "third");
        assertThat(books.rows()).contains(new Row("Emma", "third"));
    }

    @Test
    void nothingIsObservedWhereOnlyWhatIsDeclaredCounts() {
        fill(books::declaredTitles, "declaredTitles");
        assertThat(region("declaredTitles").dependencies().observed()).isEmpty();
        retitle(1, "Persuasion");
        assertThat(cached("declaredTitles")).isTrue();
    }

    @Test
    void aTableWithAQuotedNameInASchemaIsRecognized() {
        fill(loans::readers, "readers");
        change(em -> em.find(Loan.class, 1L).reader = "Berta");
        assertThat(fill(loans::readers, "readers")).containsExactly("Berta");
        change(em -> em.createQuery("update Loan l set l.reader = 'Clara'").executeUpdate());
        assertThat(fill(loans::readers, "readers")).containsExactly("Clara");
        change(em -> em.createNativeQuery("update \"DESK\".\"order\" set reader = 'Dora'".replace("DESK", schema()))
                .executeUpdate());
        assertThat(loans.readers()).containsExactly("Dora");
    }

    @Test
    void aColumnThatIsNamedAsATableTakesNothingFromThatTable() {
        fill(remarks::texts, "remarks");
        change(em -> em.find(Remark.class, 1L).text = "bad");
        assertThat(fill(remarks::texts, "remarks")).containsExactly("bad");
        change(em -> em.createQuery("update Book b set b.remark = 'read'").executeUpdate());
        change(em -> em.createQuery("update Remark r set r.text = 'fair'").executeUpdate());
        assertThat(remarks.texts()).containsExactly("fair");
    }

    @Test
    void aQueryOfASubclassFalls() {
        fill(media::discs, "discs");
        change(em -> em.find(Disc.class, 1L).name = "Tosca");
        assertThat(fill(media::discs, "discs")).containsExactly("Tosca");
        change(em -> em.createQuery("update Medium m set m.name = 'Aida'").executeUpdate());
        assertThat(media.discs()).containsExactly("Aida");
    }

    @Test
    void aChangeThatCommitsWhileTheLoadRunsIsNotOverwritten() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        CountDownLatch committed = new CountDownLatch(1);
        desk.during(() -> {
            read.countDown();
            await(committed);
        });
        CompletableFuture<Object> load = begin(() -> caches.get("summary:1"));
        read.await();
        retitle(1, "Persuasion");
        desk.during(() -> {});
        assertThat(caches.get("summary:1"))
                .as("who comes after the commit does not wait for the load before it")
                .isEqualTo("Persuasion of 3");
        committed.countDown();
        assertThat(load.join()).isEqualTo("Emma of 3");
        assertThat(caches.get("summary:1")).isEqualTo("Persuasion of 3");
    }

    @Test
    void theEndpointTellsWhatIsDeclaredFromWhatIsObserved() {
        books.rows();
        books.findById(1L);
        assertThat(http.get().uri("/actuator/cache"))
                .bodyJson()
                .extractingPath("$.caches.book.dependsOn")
                .asArray()
                .containsExactly(Book.class.getName());
        assertThat(http.get().uri("/actuator/cache"))
                .bodyJson()
                .extractingPath("$.caches.book.observed")
                .asArray()
                .contains(Publisher.class.getName())
                .doesNotContain(Book.class.getName());
        assertThat(http.get().uri("/actuator/cache"))
                .bodyJson()
                .extractingPath("$.caches.rows.dependsOn")
                .asArray()
                .isEmpty();
        assertThat(http.get().uri("/actuator/cache"))
                .bodyJson()
                .extractingPath("$.caches.rows.observed")
                .asArray()
                .contains(Book.class.getName(), Shelf.class.getName());
    }

    private String schema() {
        return (String) entityManager
                .createNativeQuery("select table_schema from information_schema.tables where table_name = 'order'")
                .getSingleResult();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
