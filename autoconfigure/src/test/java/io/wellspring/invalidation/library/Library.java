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

import io.wellspring.annotation.CacheLoader;
import io.wellspring.annotation.InvalidatedBy;
import io.wellspring.annotation.ReadThrough;
import io.wellspring.engine.FakeTicker;
import io.wellspring.engine.LoadContext;
import io.wellspring.engine.ReadThroughCache;
import io.wellspring.engine.ReadThroughCaches;
import io.wellspring.policy.Ticker;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.hibernate.annotations.OptimisticLock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.Repository;

/** Entities, and reads of them that say little or nothing of what they are computed from. */
@SpringBootConfiguration
@EnableAutoConfiguration
@EnableCaching
@EntityScan(basePackageClasses = Library.class)
@EnableJpaRepositories(basePackageClasses = Library.class, considerNestedRepositories = true)
class Library {

    @Entity(name = "Shelf")
    static class Shelf {
        @Id
        Long id;

        String name;

        protected Shelf() {}

        Shelf(long id, String name) {
            this.id = id;
            this.name = name;
        }

        public Long getId() {
            return id;
        }

        public String getName() {
            return name;
        }
    }

    @Entity(name = "Publisher")
    static class Publisher {
        @Id
        Long id;

        String name;

        protected Publisher() {}

        Publisher(long id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    @Entity(name = "Book")
    static class Book {
        @Id
        Long id;

        @Version
        long version;

        String title;

        Long pages = 100L;

        @OptimisticLock(excluded = true)
        String remark;

        @ManyToOne(fetch = FetchType.LAZY)
        Shelf shelf;

        @ManyToOne(fetch = FetchType.EAGER)
        Publisher publisher;

        @ElementCollection
        Set<String> labels = new HashSet<>();

        protected Book() {}

        Book(long id, String title, Shelf shelf, Publisher publisher) {
            this.id = id;
            this.title = title;
            this.shelf = shelf;
            this.publisher = publisher;
        }

        public Long getId() {
            return id;
        }

        public String getTitle() {
            return title;
        }

        public Long getPages() {
            return pages;
        }

        public Shelf getShelf() {
            return shelf;
        }

        public Set<String> getLabels() {
            return labels;
        }
    }

    @Entity(name = "Author")
    static class Author {
        @Id
        Long id;

        String name;

        @ManyToOne(fetch = FetchType.EAGER)
        Author mentor;

        protected Author() {}

        Author(long id, String name, Author mentor) {
            this.id = id;
            this.name = name;
            this.mentor = mentor;
        }

        public String getName() {
            return name;
        }
    }

    @Entity(name = "Medium")
    static class Medium {
        @Id
        Long id;

        String name;

        public String getName() {
            return name;
        }
    }

    @Entity(name = "Disc")
    static class Disc extends Medium {
        Integer minutes;
    }

    /** Its table is named as a word of SQL, in a schema of its own. */
    @Entity(name = "Loan")
    @Table(name = "\"order\"", schema = "desk")
    static class Loan {
        @Id
        Long id;

        String reader;

        protected Loan() {}

        Loan(long id, String reader) {
            this.id = id;
            this.reader = reader;
        }
    }

    /** Its table is named as a column of another. */
    @Entity(name = "Remark")
    static class Remark {
        @Id
        Long id;

        String text;

        protected Remark() {}

        Remark(long id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    @Entity(name = "Ticket")
    static class Ticket {
        @Id
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Shelf shelf;

        protected Ticket() {}

        Ticket(long id, Shelf shelf) {
            this.id = id;
            this.shelf = shelf;
        }

        public Shelf getShelf() {
            return shelf;
        }
    }

    /** Tells its state by a time, and has no version. */
    @Entity(name = "Notice")
    static class Notice {
        @Id
        Long id;

        String text;

        Instant updatedAt;

        protected Notice() {}

        Notice(long id, String text, Instant updatedAt) {
            this.id = id;
            this.text = text;
            this.updatedAt = updatedAt;
        }
    }

    record Row(String title, String shelf) {}

    interface Books extends Repository<Book, Long> {
        @ReadThrough("book")
        Optional<Book> findById(Long id);

        @ReadThrough("book")
        List<Book> findAllById(Iterable<Long> ids);

        @ReadThrough("book")
        Set<Book> findByIdIn(Collection<Long> ids);

        @ReadThrough("booksByTitles")
        List<Book> findByTitleIn(Collection<String> titles);

        @ReadThrough("booksByTitle")
        List<Book> findByTitle(String title);

        @ReadThrough("rows")
        @Query("select new io.wellspring.invalidation.library.Library$Row(b.title, s.name)"
                + " from Book b join b.shelf s order by b.id")
        List<Row> rows();

        @ReadThrough("titles")
        @Query(value = "select title from book order by id", nativeQuery = true)
        List<String> titles();

        @ReadThrough("declaredTitles")
        @Query("select b.title from Book b order by b.id")
        List<String> declaredTitles();

        @ReadThrough("bookCount")
        long count();

        @ReadThrough("bookExists")
        boolean existsByTitle(String title);

        @ReadThrough("pages")
        @Query("select sum(b.pages) from Book b where b.title = :title")
        Optional<Long> pagesOf(String title);

        @Query("select b from Book b where b.id = :id")
        Book direct(Long id);

        @Query("select count(b) from Book b")
        long countDirectly();

        @ReadThrough("booksOfShelf")
        @InvalidatedBy(entity = Book.class, key = "#entity.shelf.name")
        @Query("select b from Book b where b.shelf.name = :name order by b.id")
        List<Book> ofShelf(String name);

        @ReadThrough("booksOfShelfOrNone")
        @InvalidatedBy(entity = Book.class, key = "#entity.shelf?.name")
        @Query("select b from Book b where b.shelf.name = :name order by b.id")
        List<Book> ofShelfOrNone(String name);

        @ReadThrough("booksOfSize")
        @InvalidatedBy(entity = Book.class, key = "#entity.pages")
        @Query("select b from Book b where b.pages = :pages order by b.id")
        List<Book> ofSize(int pages);

        @ReadThrough("booksOfShelfAndSize")
        @InvalidatedBy(entity = Book.class, key = "{#entity.shelf.id, #entity.pages}")
        @Query("select b from Book b where b.shelf.id = :shelf and b.pages = :pages order by b.id")
        List<Book> ofShelfAndSize(long shelf, int pages);

        @ReadThrough("booksWithLabel")
        @InvalidatedBy(entity = Book.class, key = "#entity.labels")
        @Query("select b from Book b join b.labels l where l = :label order by b.id")
        List<Book> withLabel(String label);

        @ReadThrough(value = "booksWithKeyedLabel", key = "#label")
        @InvalidatedBy(entity = Book.class, key = "#entity.labels")
        @Query("select b from Book b join b.labels l where l = :label order by b.id")
        List<Book> withKeyedLabel(String label);

        @ReadThrough(value = "titlesInCapitals", key = "#title.toUpperCase()")
        @InvalidatedBy(entity = Book.class, key = "#entity.title.toUpperCase()")
        @Query("select b.title from Book b where upper(b.title) = upper(:title)")
        List<String> inCapitals(String title);

        @ReadThrough(value = "booksOfKeyedSize", key = "#pages")
        @InvalidatedBy(entity = Book.class, key = "#entity.pages")
        @Query("select b from Book b where b.pages = :pages order by b.id")
        List<Book> ofKeyedSize(int pages);

        @ReadThrough("shelfWithBooks")
        @InvalidatedBy(entity = Book.class, key = "#entity.shelf.id")
        @InvalidatedBy(entity = Shelf.class, key = "#entity.id")
        @Query("select s.name from Book b join b.shelf s where s.id = :shelf")
        List<String> shelfWithBooks(Long shelf);
    }

    interface Authors extends Repository<Author, Long> {
        @ReadThrough("author")
        Optional<Author> findById(Long id);
    }

    interface Media extends Repository<Medium, Long> {
        @ReadThrough("discs")
        @Query("select d.name from Disc d order by d.id")
        List<String> discs();

        @ReadThrough("mediaOfName")
        @InvalidatedBy(entity = Medium.class, key = "#entity.name")
        List<Medium> findByName(String name);
    }

    interface Loans extends Repository<Loan, Long> {
        @ReadThrough("readers")
        @Query("select l.reader from Loan l order by l.id")
        List<String> readers();
    }

    interface Remarks extends Repository<Remark, Long> {
        @ReadThrough("remarks")
        @Query("select r.text from Remark r order by r.id")
        List<String> texts();
    }

    interface Tickets extends Repository<Ticket, Long> {
        @ReadThrough("ticketsOfShelf")
        @InvalidatedBy(entity = Ticket.class, key = "#entity.shelf.name")
        List<Ticket> findByShelfName(String name);
    }

    interface Notices extends Repository<Notice, Long> {
        @ReadThrough("notice")
        Optional<Notice> findById(Long id);
    }

    /** Reads that are computed from other reads. */
    static class Desk {

        private final Books books;
        private final EntityManager entityManager;
        private final Supplier<ReadThroughCache<Long, String>> summaries;
        volatile Runnable during = () -> {};

        Desk(Books books, EntityManager entityManager, ObjectProvider<ReadThroughCaches> caches) {
            this.books = books;
            this.summaries = () -> caches.getObject().cache("summary", Long.class, String.class);
            this.entityManager = entityManager;
        }

        @CacheLoader("summary")
        String summary(Long id) {
            String summary = books.direct(id).title + " of " + books.countDirectly();
            during.run();
            return summary;
        }

        @Cacheable(cacheNames = "syncedCount", sync = true)
        public long syncedCount() {
            return books.countDirectly();
        }

        @Cacheable("plainBook")
        public Book plainBook(long id) {
            return books.direct(id);
        }

        @CachePut(cacheNames = "note", key = "#id")
        public String putNote(long id, String text) {
            return text;
        }

        @CacheEvict(cacheNames = "note", key = "#id")
        public void evictNote(long id) {}

        @ReadThrough("lazyShelf")
        @org.springframework.transaction.annotation.Transactional(readOnly = true)
        public String lazyShelf(String title) {
            Book book = entityManager
                    .createQuery("select b from Book b where b.title = :title", Book.class)
                    .setParameter("title", title)
                    .getSingleResult();
            return book.shelf.getName();
        }

        @ReadThrough("foundShelf")
        public String foundShelf(String prefix) {
            return prefix + entityManager.find(Shelf.class, 1L).getName();
        }

        @ReadThrough("nestedCount")
        public String nestedCount(String prefix) {
            return prefix + books.count();
        }

        @ReadThrough("nestedBook")
        public String nestedBook(String prefix) {
            return prefix + books.findById(1L).map(Book::getTitle);
        }

        @ReadThrough("awaiting")
        public String awaiting(String prefix) {
            return prefix + summaries.get().getAsync(1L).join();
        }

        @ReadThrough("strict")
        public String strict(Long number) {
            Book found = books.direct(number);
            if (found == null) {
                throw new IllegalArgumentException("no book " + number);
            }
            return found.title;
        }

        @ReadThrough("lenient")
        public String lenient(String prefix) {
            try {
                return prefix + self().strict(99L);
            } catch (IllegalArgumentException e) {
                return "none";
            }
        }

        @ReadThrough("sizedBook")
        public Book sized(Long id) {
            return books.direct(id);
        }

        @ReadThrough("withSequel")
        public Book withSequel(Long id) {
            Book book = books.direct(id);
            book.title += " before " + books.direct(id + 1).title;
            return book;
        }

        @ReadThrough(
                value = "tagged",
                tags = {"reader:#{#reader}", "all", "shelf:#{#shelves}"})
        public String tagged(String reader, List<String> shelves) {
            during.run();
            return reader + shelves;
        }

        @ReadThrough(value = "taggedByResult", tags = "result:#{#result?.length()}")
        public String taggedByResult(String text) {
            return text.isEmpty() ? null : text;
        }

        @CacheLoader("taggedByLoader")
        String taggedByLoader(String key, LoadContext<String> context) {
            context.tags("reader:" + key, "loaded");
            return key;
        }

        @CacheLoader("note")
        String note(Long id) {
            during.run();
            return "loaded";
        }

        void during(Runnable step) {
            during = step;
        }

        private Desk self() {
            return (Desk) proxy;
        }

        private Object proxy;

        void proxy(Desk proxy) {
            this.proxy = proxy;
        }
    }

    @Bean
    Desk desk(Books books, EntityManager entityManager, ObjectProvider<ReadThroughCaches> caches) {
        return new Desk(books, entityManager, caches);
    }

    @Bean
    Ticker ticker() {
        return new FakeTicker();
    }
}
