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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.wellspring.copy.GraphCopier;
import io.wellspring.invalidation.jpa.HibernateDetacher;
import io.wellspring.invalidation.jpa.HibernateJson;
import io.wellspring.store.redis.Library.Author;
import io.wellspring.store.redis.Library.Book;
import io.wellspring.store.redis.Library.Disc;
import io.wellspring.store.redis.Library.DoubleDisc;
import io.wellspring.store.redis.Library.Medium;
import io.wellspring.store.redis.Library.Shelf;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.Hibernate;
import org.hibernate.LazyInitializationException;
import org.hibernate.proxy.HibernateProxy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;

class EntityJsonTests {

    private static Library library;
    private static ValueCodecs codecs;
    private static Long authorId;
    private static Long shelfId;

    record Found(Book book, List<Book> others, Optional<Author> author) {}

    @BeforeAll
    static void fill() {
        library = new Library();
        codecs = new ValueCodecs(builder -> builder.addModule(new HibernateJson(List.of(library.factory))));
        authorId = library.inTransaction(session -> {
            Author author = new Author("Le Guin");
            author.notes.put("born", "1929");
            author.prizes.addAll(List.of("Hugo", "Nebula"));
            author.aliases.addAll(List.of("U", "K"));
            author.address.street = "Main";
            author.address.phones.add("1");
            session.persist(author);
            session.persist(new Book("1", author));
            session.persist(new Book("2", author));
            return author.id;
        });
        shelfId = library.inTransaction(session -> {
            Disc disc = new Disc();
            disc.minutes = 3;
            DoubleDisc pair = new DoubleDisc();
            pair.title = "Pair";
            pair.more = 4;
            Shelf shelf = new Shelf();
            shelf.media.addAll(List.of(disc, pair));
            shelf.best = pair;
            session.persist(disc);
            session.persist(pair);
            session.persist(shelf);
            return shelf.id;
        });
    }

    @AfterAll
    static void close() {
        library.close();
    }

    @Test
    void plainEntityComesBack() {
        Author copy = copy(Author.class, session -> session.find(Author.class, authorId));

        assertThat(copy).isExactlyInstanceOf(Author.class);
        assertThat(copy.id).isEqualTo(authorId);
        assertThat(copy.name).isEqualTo("Le Guin");
        assertThat(copy.greeting).isEqualTo("Hello");
        assertThat(copy.address.street).isEqualTo("Main");
    }

    @Test
    void unloadedCollectionStaysUnloadedAndSaysSo() {
        Author copy = copy(Author.class, session -> session.find(Author.class, authorId));

        assertUnloaded(copy.books);
        assertUnloaded(copy.notes);
        assertUnloaded(copy.prizes);
        assertUnloaded(copy.aliases);
        assertUnloaded(copy.address.phones);
        assertThatExceptionOfType(LazyInitializationException.class)
                .isThrownBy(copy.books::size)
                .withMessageContaining(Author.class.getName() + ".books");
    }

    @Test
    void unloadedProxyStaysUnloadedAndKnowsItsId() {
        Book copy = copy(Book.class, EntityJsonTests::book);

        assertThat(copy.author).isInstanceOf(HibernateProxy.class);
        assertThat(Hibernate.isInitialized(copy.author)).isFalse();
        assertThat(((HibernateProxy) copy.author).getHibernateLazyInitializer().getInternalIdentifier())
                .isEqualTo(authorId);
        assertThatExceptionOfType(LazyInitializationException.class)
                .isThrownBy(() -> copy.author.toString())
                .withMessageContaining("no session");
    }

    @Test
    void detachedCopyIsWrittenAsTheManagedEntityIs() {
        GraphCopier copier = new GraphCopier(true, List.of(new HibernateDetacher()));
        library.inTransaction(session -> {
            Book book = book(session);
            assertThat(json(Book.class, copier.copy(book))).isEqualTo(json(Book.class, book));
            Author author = session.find(Author.class, authorId);
            assertThat(json(Author.class, copier.copy(author))).isEqualTo(json(Author.class, author));
            Hibernate.initialize(author.books);
            Hibernate.initialize(author.notes);
            assertThat(json(Author.class, copier.copy(author))).isEqualTo(json(Author.class, author));
            return null;
        });
    }

    @Test
    void loadedProxyIsWrittenAsItsEntity() {
        Book copy = copy(Book.class, session -> {
            Book book = book(session);
            Hibernate.initialize(book.author);
            assertThat(book.author).isInstanceOf(HibernateProxy.class);
            return book;
        });

        assertThat(copy.author).isExactlyInstanceOf(Author.class);
        assertThat(copy.author.name).isEqualTo("Le Guin");
    }

    @Test
    void proxyItselfIsWrittenAsWhatItStandsFor() {
        Author loaded = copy(Author.class, session -> {
            Author proxy = session.getReference(Author.class, authorId);
            Hibernate.initialize(proxy);
            return proxy;
        });
        Author unloaded = copy(Author.class, session -> session.getReference(Author.class, authorId));

        assertThat(loaded.name).isEqualTo("Le Guin");
        assertThat(Hibernate.isInitialized(unloaded)).isFalse();
    }

    @Test
    void loadedCollectionsComeBack() {
        Author copy = copy(Author.class, session -> {
            Author author = session.find(Author.class, authorId);
            List.of(author.notes, author.prizes, author.aliases, author.address.phones)
                    .forEach(Hibernate::initialize);
            return author;
        });

        assertThat(copy.notes).isEqualTo(Map.of("born", "1929"));
        assertThat(copy.prizes).containsExactly("Hugo", "Nebula");
        assertThat(copy.aliases).containsExactly("K", "U");
        assertThat(copy.address.phones).containsExactly("1");
    }

    @Test
    void associationsLeadBackToTheSameObjects() {
        Function<EntityManager, Book> load = session -> {
            Book book = book(session);
            Hibernate.initialize(((Author) Hibernate.unproxy(book.author)).books);
            return book;
        };
        Book copy = copy(Book.class, load);
        Author author = copy.author;

        assertThat(author.books).hasSize(2);
        assertThat(author.books.contains(copy)).as("found by its hash").isTrue();
        assertThat(author.books).anySatisfy(book -> assertThat(book).isSameAs(copy));
        assertThat(author.books).allSatisfy(book -> assertThat(book.author).isSameAs(author));
        String json = library.inTransaction(session -> json(Book.class, load.apply(session)));
        assertThat(json).contains("\"$id\":1", "\"$id\":3").doesNotContain("\"$id\":4");
    }

    @Test
    void oneEntityInSeveralPlacesIsOne() {
        ValueCodec codec = codecs.of("found", Found.class);
        Found copy = library.inTransaction(session -> {
            Book book = book(session);
            Hibernate.initialize(book.author);
            Author author = (Author) Hibernate.unproxy(book.author);
            return (Found) Codecs.copy(codec, new Found(book, List.of(book, book), Optional.of(author)));
        });

        assertThat(copy.others().get(0)).isSameAs(copy.others().get(1)).isSameAs(copy.book());
        assertThat(copy.author()).containsSame(copy.book().author);
    }

    @Test
    void numbersBeginAnewInEachValue() {
        library.inTransaction(session -> {
            assertThat(json(Book.class, book(session)))
                    .isEqualTo(json(Book.class, book(session)))
                    .startsWith("{\"$id\":1,");
            return null;
        });
    }

    @Test
    void subtypesOfAnEntityAreToldApartByTheirNames() {
        ValueCodec codec = codecs.of("shelf", Shelf.class);
        String json = library.inTransaction(session -> {
            Shelf shelf = session.find(Shelf.class, shelfId);
            Hibernate.initialize(shelf.media);
            return Codecs.json(codec, shelf);
        });
        Shelf copy = (Shelf) codec.read(json.getBytes(StandardCharsets.UTF_8), 0, json.length());

        assertThat(json)
                .contains("\"$type\":\"Disc\"", "\"$type\":\"DoubleDisc\"")
                .doesNotContain("io.wellspring");
        assertThat(copy.media.get(0)).isExactlyInstanceOf(Disc.class);
        assertThat(((Disc) copy.media.get(0)).minutes).isEqualTo(3);
        assertThat(copy.media.get(1)).isExactlyInstanceOf(DoubleDisc.class);
        assertThat(((DoubleDisc) copy.media.get(1)).more).isEqualTo(4);
        assertThat(copy.best).isSameAs(copy.media.get(1));
    }

    @Test
    void unloadedProxyOfAnAbstractEntityStaysUnloaded() {
        Shelf copy = copy(Shelf.class, session -> session.find(Shelf.class, shelfId));

        assertUnloaded(copy.media);
        assertThat(copy.best).isInstanceOf(Medium.class);
        assertThat(Hibernate.isInitialized(copy.best)).isFalse();
    }

    @Test
    void unloadedProxyOfASubtypeStaysOne() {
        ValueCodec codec = codecs.of("media", new TypeReference<List<Medium>>() {}.getType());
        List<?> copy = library.inTransaction(session ->
                (List<?>) Codecs.copy(codec, List.of(session.getReference(Disc.class, 1_000L))));

        assertThat(copy.get(0)).isInstanceOf(Disc.class).isInstanceOf(HibernateProxy.class);
    }

    @Test
    void listOfEntitiesComesBack() {
        ValueCodec codec = codecs.of("books", new TypeReference<List<Book>>() {}.getType());
        List<?> copy = library.inTransaction(session -> (List<?>) Codecs.copy(
                codec,
                session.createQuery("from Book order by isbn", Book.class).getResultList()));

        assertThat(copy).hasSize(2).allSatisfy(book -> assertThat(book).isExactlyInstanceOf(Book.class));
        assertThat(((Book) copy.get(0)).isbn).isEqualTo("1");
    }

    @Test
    void mergedCopyChangesNothingThatWasNotLoaded() {
        Author copy = copy(Author.class, session -> session.find(Author.class, authorId));
        library.inTransaction(session -> session.merge(copy));

        library.inTransaction(session -> {
            Author author = session.find(Author.class, authorId);
            assertThat(author.books).hasSize(2);
            assertThat(author.notes).hasSize(1);
            assertThat(author.prizes).hasSize(2);
            assertThat(author.version).isEqualTo(copy.version);
            return null;
        });
    }

    @Test
    void markInTheWrongPlaceIsUnreadable() {
        ValueCodec codec = codecs.of("book", Book.class);
        for (String json : List.of(
                "{\"$unloaded\":1}",
                "{\"$unloaded\":\"x\"}",
                "{\"$unloaded\":{}}",
                "{\"$unloaded\":null}",
                "{\"$unloaded\":1,\"$type\":\"Author\"}",
                "{\"$unloaded\":1,\"id\":2}",
                "{\"$id\":1,\"author\":7}",
                "{\"$id\":1,\"author\":{\"$id\":2,\"books\":{\"x\":true}}}",
                "{\"$id\":1,\"author\":{\"$id\":2,\"books\":{\"x\":[]}}}",
                "{\"$id\":1,\"author\":{\"$id\":2,\"notes\":[\"x\"]}}",
                "{\"$id\":1,\"author\":{\"$id\":2,\"notes\":[",
                "7")) {
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            if (json.equals("{\"$unloaded\":1}")) {
                assertThat(Hibernate.isInitialized(codec.read(bytes, 0, bytes.length)))
                        .isFalse();
            } else {
                assertThatExceptionOfType(UnreadableException.class)
                        .as(json)
                        .isThrownBy(() -> codec.read(bytes, 0, bytes.length));
            }
        }
    }

    private static Book book(EntityManager session) {
        return session.createQuery("from Book where isbn = '1'", Book.class).getSingleResult();
    }

    private static <T> T copy(Class<T> type, Function<EntityManager, T> load) {
        ValueCodec codec = codecs.of("library", type);
        return type.cast(library.inTransaction(session -> Codecs.copy(codec, load.apply(session))));
    }

    private static String json(Class<?> type, Object value) {
        return Codecs.json(codecs.of("library", type), value);
    }

    private static void assertUnloaded(Object collection) {
        assertThat(Hibernate.isInitialized(collection)).isFalse();
        assertThatExceptionOfType(LazyInitializationException.class).isThrownBy(collection::toString);
    }
}
