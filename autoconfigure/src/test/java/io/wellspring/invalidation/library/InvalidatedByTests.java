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
import io.wellspring.invalidation.library.Library.Disc;
import io.wellspring.invalidation.library.Library.Medium;
import io.wellspring.invalidation.library.Library.Shelf;
import io.wellspring.invalidation.library.Library.Ticket;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The state of a changed entity, before and after, tells which lists fall. */
@ExtendWith(OutputCaptureExtension.class)
class InvalidatedByTests extends LibraryTest {

    @Autowired
    private Library.Media media;

    @Autowired
    private Library.Tickets tickets;

    @Test
    void bothTheOldAndTheNewStateCount() {
        fillShelves();
        change(em -> em.find(Book.class, 3L).shelf = em.find(Shelf.class, 1L));
        assertThat(books.ofShelf("first")).hasSize(3);
        assertThat(books.ofShelf("second")).isEmpty();
    }

    @Test
    void aLazyAssociationIsReadBeforeTheCommit() {
        fillShelves();
        retitle(1, "Persuasion");
        assertThat(cached("booksOfShelf", "first")).isFalse();
        assertThat(cached("booksOfShelf", "second"))
                .as("the shelf was not loaded by the change")
                .isTrue();
    }

    @Test
    void theFirstStateOfATransactionCountsAndAllBetween() {
        fillShelves();
        fill(() -> books.ofShelf("third"), "booksOfShelf", "third");
        change(em -> em.persist(new Shelf(3, "third")));
        fillShelves();
        fill(() -> books.ofShelf("third"), "booksOfShelf", "third");
        change(em -> {
            Book book = em.find(Book.class, 3L);
            book.shelf = em.find(Shelf.class, 1L);
            em.flush();
            book.shelf = em.find(Shelf.class, 3L);
        });
        assertThat(books.ofShelf("second")).isEmpty();
        assertThat(cached("booksOfShelf", "first")).isFalse();
        assertThat(books.ofShelf("third")).hasSize(1);
    }

    @Test
    void theStateThatWasWrittenCountsNotWhatBecomesOfTheObject() {
        fill(() -> books.ofSize(100), "booksOfSize", 100);
        fill(() -> books.ofSize(200), "booksOfSize", 200);
        change(em -> {
            Book book = em.find(Book.class, 1L);
            book.pages = 200L;
            em.flush();
            em.clear();
            book.pages = 300L;
        });
        assertThat(books.ofSize(200)).hasSize(1);
        fill(() -> books.ofSize(400), "booksOfSize", 400);
        change(em -> {
            Book added = new Book(5, "Werther", null, null);
            added.pages = 400L;
            em.persist(added);
            em.flush();
            em.detach(added);
            added.pages = 500L;
        });
        assertThat(books.ofSize(400)).hasSize(1);
    }

    @Test
    void anEntityThatIsNoLongerManagedCountsToo() {
        fillShelves();
        change(em -> {
            em.find(Book.class, 1L).title = "Persuasion";
            em.flush();
            em.clear();
        });
        assertThat(books.ofShelf("first")).extracting(Book::getTitle).contains("Persuasion");
    }

    @Test
    void anAttributeIsConvertedToTheArgument() {
        fill(() -> books.ofSize(100), "booksOfSize", 100);
        fill(() -> books.ofSize(200), "booksOfSize", 200);
        retitle(1, "Persuasion");
        assertThat(books.ofSize(100)).extracting(Book::getTitle).contains("Persuasion");
        assertThat(cached("booksOfSize", 200)).isTrue();
    }

    @Test
    void anAttributeIsConvertedToTheArgumentThatIsTheKey() {
        fill(() -> books.ofKeyedSize(100), "booksOfKeyedSize", 100);
        retitle(1, "Persuasion");
        assertThat(books.ofKeyedSize(100)).extracting(Book::getTitle).contains("Persuasion");
    }

    @Test
    void severalArgumentsAreAList() {
        fill(() -> books.ofShelfAndSize(1, 100), "booksOfShelfAndSize", 1L, 100);
        fill(() -> books.ofShelfAndSize(1, 200), "booksOfShelfAndSize", 1L, 200);
        change(em -> em.find(Book.class, 1L).pages = 200L);
        assertThat(books.ofShelfAndSize(1, 100)).hasSize(1);
        assertThat(books.ofShelfAndSize(1, 200)).hasSize(1);
        fill(() -> books.ofShelfAndSize(2, 100), "booksOfShelfAndSize", 2L, 100);
        retitle(1, "Persuasion");
        assertThat(cached("booksOfShelfAndSize", 2L, 100)).isTrue();
    }

    @Test
    void severalRulesOfOneMethodCount() {
        fill(() -> books.shelfWithBooks(1L), "shelfWithBooks", 1L);
        fill(() -> books.shelfWithBooks(2L), "shelfWithBooks", 2L);
        change(em -> em.find(Shelf.class, 1L).name = "third");
        assertThat(cached("shelfWithBooks", 2L)).isTrue();
        assertThat(fill(() -> books.shelfWithBooks(1L), "shelfWithBooks", 1L)).containsOnly("third");
        change(em -> em.remove(em.find(Book.class, 1L)));
        assertThat(cached("shelfWithBooks", 2L)).isTrue();
        assertThat(books.shelfWithBooks(1L)).hasSize(1);
    }

    @Test
    void aCollectionGivesManyKeys() {
        fill(() -> books.withLabel("novel"), "booksWithLabel", "novel");
        fill(() -> books.withLabel("poem"), "booksWithLabel", "poem");
        retitle(1, "Persuasion");
        assertThat(books.withLabel("novel")).extracting(Book::getTitle).containsExactly("Persuasion");
        assertThat(cached("booksWithLabel", "poem")).isTrue();
    }

    @Test
    void aCollectionGivesManyKeysAlsoOfAKeyThatIsExplicit() {
        fill(() -> books.withKeyedLabel("novel"), "booksWithKeyedLabel", "novel");
        retitle(1, "Persuasion");
        assertThat(books.withKeyedLabel("novel")).extracting(Book::getTitle).containsExactly("Persuasion");
    }

    @Test
    void aChangedCollectionDropsAll() {
        fill(() -> books.withLabel("novel"), "booksWithLabel", "novel");
        fill(() -> books.withLabel("poem"), "booksWithLabel", "poem");
        change(em -> {
            Book book = em.find(Book.class, 1L);
            book.labels.remove("novel");
            book.labels.add("poem");
        });
        assertThat(books.withLabel("novel")).isEmpty();
        assertThat(fill(() -> books.withLabel("poem"), "booksWithLabel", "poem"))
                .hasSize(1);
        change(em -> em.remove(em.find(Book.class, 1L)));
        assertThat(books.withLabel("poem")).as("its labels were never loaded").isEmpty();
    }

    @Test
    void aNullOnTheWayDropsAllAndIsTold(CapturedOutput output) {
        fill(() -> tickets.findByShelfName("first"), "ticketsOfShelf", "first");
        fill(() -> tickets.findByShelfName("second"), "ticketsOfShelf", "second");
        change(em -> em.persist(new Ticket(1, em.find(Shelf.class, 1L))));
        assertThat(cached("ticketsOfShelf", "first")).isFalse();
        assertThat(cached("ticketsOfShelf", "second")).isTrue();
        change(em -> em.find(Ticket.class, 1L).shelf = null);
        assertThat(cached("ticketsOfShelf", "second")).isFalse();
        assertThat(output)
                .contains("Tickets.findByShelfName(String)")
                .contains("Write ?. where a value may be missing");
    }

    @Test
    void aNullThatIsExpectedDropsNothingElse() {
        fill(() -> books.ofShelfOrNone("first"), "booksOfShelfOrNone", "first");
        change(em -> em.persist(new Book(4, "Werther", null, null)));
        assertThat(cached("booksOfShelfOrNone", "first")).isTrue();
        change(em -> em.find(Book.class, 1L).shelf = null);
        assertThat(books.ofShelfOrNone("first")).hasSize(1);
    }

    @Test
    void anExplicitKeyIsGivenAsItIs() {
        fill(() -> books.inCapitals("Emma"), "titlesInCapitals", "EMMA");
        fill(() -> books.inCapitals("Faust"), "titlesInCapitals", "FAUST");
        retitle(1, "Persuasion");
        assertThat(books.inCapitals("emma")).isEmpty();
        assertThat(cached("titlesInCapitals", "FAUST")).isTrue();
    }

    @Test
    void aSubtypeCountsAsItsType() {
        fill(() -> media.findByName("Fidelio"), "mediaOfName", "Fidelio");
        fill(() -> media.findByName("Aida"), "mediaOfName", "Aida");
        change(em -> em.find(Disc.class, 1L).name = "Tosca");
        assertThat(media.findByName("Fidelio")).isEmpty();
        assertThat(cached("mediaOfName", "Aida")).isTrue();
        fill(() -> media.findByName("Tosca"), "mediaOfName", "Tosca");
        change(em -> em.createQuery("update Disc d set d.name = 'Aida'").executeUpdate());
        assertThat(media.findByName("Aida")).extracting(Medium::getName).containsExactly("Aida");
    }

    @Test
    void moreStatesThanAreKeptDropAll() {
        fillShelves();
        change(em -> {
            Shelf shelf = em.find(Shelf.class, 1L);
            for (long id = 1000; id < 2001; id++) {
                em.persist(new Book(id, "copy " + id, shelf, null));
            }
        });
        assertThat(cached("booksOfShelf", "second")).isFalse();
        assertThat(books.ofShelf("first")).hasSize(1003);
    }

    @Test
    void manyStatesDropOnlyTheirs() {
        fillShelves();
        change(em -> {
            Shelf shelf = em.find(Shelf.class, 1L);
            for (long id = 1000; id < 1400; id++) {
                em.persist(new Book(id, "copy " + id, shelf, null));
            }
        });
        assertThat(cached("booksOfShelf", "second")).isTrue();
        assertThat(books.ofShelf("first")).hasSize(402);
    }

    @Test
    void aBulkStatementDropsAll() {
        fillShelves();
        change(em -> em.unwrap(Session.class)
                .createMutationQuery("update Book b set b.pages = 1 where b.id = 1")
                .executeUpdate());
        assertThat(cached("booksOfShelf", "second")).isFalse();
    }

    @Test
    void anAnnouncedChangeDropsAll() {
        fillShelves();
        invalidations.changed(Book.class, 1L);
        assertThat(cached("booksOfShelf", "second")).isFalse();
    }

    private void fillShelves() {
        for (String shelf : List.of("first", "second")) {
            fill(() -> books.ofShelf(shelf), "booksOfShelf", shelf);
        }
    }
}
