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
package io.wellspring.store.redis;

import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.hibernate.annotations.SortNatural;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.hibernate.tool.schema.Action;

/** Entities that refer to each other in every way, in a database. */
final class Library implements AutoCloseable {

    @MappedSuperclass
    abstract static class Identified {
        @Id
        @GeneratedValue
        Long id;

        @Version
        int version;
    }

    @Embeddable
    static class Address {
        String street;

        @ElementCollection
        List<String> phones = new ArrayList<>();
    }

    @Entity(name = "Author")
    static class Author extends Identified {
        @Column(unique = true)
        String name;

        /** Stands before what it is hashed by is known, in a book whose author leads back to it. */
        @OneToMany(mappedBy = "author")
        Set<Book> books = new HashSet<>();

        @ElementCollection
        Map<String, String> notes = new HashMap<>();

        @ElementCollection
        @OrderColumn
        List<String> prizes = new ArrayList<>();

        @ElementCollection
        @SortNatural
        SortedSet<String> aliases = new TreeSet<>();

        @Embedded
        Address address = new Address();

        @Transient
        String greeting = "Hello";

        transient Object session;

        protected Author() {}

        Author(String name) {
            this.name = name;
        }
    }

    @Entity(name = "Book")
    static class Book extends Identified {
        @ManyToOne(fetch = FetchType.LAZY)
        Author author;

        String isbn;

        protected Book() {}

        Book(String isbn, Author author) {
            this.isbn = isbn;
            this.author = author;
            author.books.add(this);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Book that && Objects.equals(isbn, that.isbn);
        }

        @Override
        public int hashCode() {
            return Objects.hash(isbn);
        }
    }

    @Entity(name = "Medium")
    abstract static class Medium extends Identified {
        String title;
    }

    @Entity(name = "Disc")
    static class Disc extends Medium {
        int minutes;
    }

    @Entity(name = "DoubleDisc")
    static class DoubleDisc extends Disc {
        int more;
    }

    @Entity(name = "Shelf")
    static class Shelf extends Identified {
        @ManyToMany
        List<Medium> media = new ArrayList<>();

        @ManyToOne(fetch = FetchType.LAZY)
        Medium best;
    }

    final EntityManagerFactory factory = new HibernatePersistenceConfiguration("library")
            .managedClasses(
                    Author.class, Book.class, Address.class, Medium.class, Disc.class, DoubleDisc.class, Shelf.class)
            .jdbcUrl("jdbc:h2:mem:json;DB_CLOSE_DELAY=-1")
            .schemaToolingAction(Action.CREATE_DROP)
            .createEntityManagerFactory();

    <T> T inTransaction(Function<EntityManager, T> work) {
        return factory.callInTransaction(work);
    }

    @Override
    public void close() {
        factory.close();
    }
}
