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

import io.wellspring.invalidation.library.Library.Book;
import io.wellspring.invalidation.library.Library.Publisher;
import io.wellspring.invalidation.library.Library.Shelf;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Finders of repositories that take many ids share their entries with those that take one. */
class BatchFindersTests extends LibraryTest {

    private Statistics statements;

    @BeforeEach
    void counts() {
        statements = entityManagerFactory.unwrap(SessionFactory.class).getStatistics();
        statements.setStatisticsEnabled(true);
    }

    @Test
    void onlyMissingRowsAreReadAndInOneStatement() {
        fill(() -> books.findById(1L), "book", 1L);
        assertThat(loaded(() -> books.findAllById(List.of(3L, 1L, 2L, 9L)))).isEqualTo(2);
        assertThat(titles(books.findAllById(List.of(3L, 1L, 2L, 9L)))).containsExactly("Faust", "Emma", "Ulysses");
        assertThat(executed(() -> books.findAllById(Set.of(1L, 2L, 3L, 9L)))).isZero();
        assertThat(executed(() -> books.findByIdIn(List.of(2L, 1L)))).isZero();
        assertThat(executed(() -> books.findById(2L))).isZero();
        assertThat(executed(() -> books.findById(9L))).as("known to be absent").isZero();
    }

    @Test
    void aChangeOfOneLeavesTheOthers() {
        books.findAllById(List.of(1L, 2L, 3L));
        retitle(2, "Dubliners");
        assertThat(loaded(() -> books.findAllById(List.of(1L, 2L, 3L)))).isEqualTo(1);
        assertThat(titles(books.findAllById(List.of(1L, 2L, 3L)))).containsExactly("Emma", "Dubliners", "Faust");
    }

    @Test
    void whatWasAbsentIsFoundOnceItIsThere() {
        assertThat(books.findByIdIn(List.of(9L))).isEmpty();
        change(em -> em.persist(new Book(9, "Hamlet", em.find(Shelf.class, 1L), em.find(Publisher.class, 1L))));
        assertThat(titles(books.findByIdIn(List.of(9L)))).containsExactly("Hamlet");
    }

    @Test
    void inATransactionThatMayWriteAllAreManaged() {
        books.findAllById(List.of(1L, 2L));
        change(em -> books.findAllById(List.of(1L, 2L)).forEach(book -> book.title = book.title + "!"));
        assertThat(titles(books.findAllById(List.of(1L, 2L)))).containsExactly("Emma!", "Ulysses!");
    }

    @Test
    void aTransactionThatHasChangedThemReadsPastTheCache() {
        books.findAllById(List.of(1L, 2L));
        rolledBack(em -> {
            em.createQuery("update Book b set b.title = 'Persuasion' where b.id = 1")
                    .executeUpdate();
            em.clear();
            assertThat(loaded(() -> assertThat(titles(books.findAllById(List.of(1L, 2L))))
                            .containsExactlyInAnyOrder("Persuasion", "Ulysses")))
                    .as("all are read anew")
                    .isEqualTo(2);
        });
        assertThat(titles(books.findAllById(List.of(1L, 2L)))).containsExactly("Emma", "Ulysses");
    }

    @Test
    void aCallerMayChangeWhatHeGets() {
        books.findAllById(List.of(1L, 2L));
        books.findAllById(List.of(1L, 2L)).forEach(book -> book.title = "changed");
        assertThat(titles(books.findAllById(List.of(1L, 2L)))).containsExactly("Emma", "Ulysses");
    }

    @Test
    void aFinderByWhatSeveralMayHaveHasOneEntryForAll() {
        assertThat(books.findByTitleIn(List.of("Emma", "Faust"))).hasSize(2);
        assertThat(executed(() -> books.findByTitleIn(List.of("Emma", "Faust"))))
                .isZero();
        assertThat(executed(() -> books.findByTitleIn(List.of("Emma")))).isPositive();
    }

    private long executed(Callable<?> work) {
        return counted(work, statements::getPrepareStatementCount);
    }

    private long loaded(Callable<?> work) {
        return counted(
                work, () -> statements.getEntityStatistics(Book.class.getName()).getLoadCount());
    }

    private static long counted(Callable<?> work, LongSupplier count) {
        long before = count.getAsLong();
        try {
            work.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return count.getAsLong() - before;
    }

    private static List<String> titles(Collection<Book> found) {
        return found.stream().map(Book::getTitle).toList();
    }
}
