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

import io.wellspring.engine.CacheRegistry;
import io.wellspring.engine.FakeTicker;
import io.wellspring.engine.Region;
import io.wellspring.invalidation.Invalidations;
import io.wellspring.invalidation.library.Library.Author;
import io.wellspring.invalidation.library.Library.Book;
import io.wellspring.invalidation.library.Library.Disc;
import io.wellspring.invalidation.library.Library.Loan;
import io.wellspring.invalidation.library.Library.Notice;
import io.wellspring.invalidation.library.Library.Publisher;
import io.wellspring.invalidation.library.Library.Remark;
import io.wellspring.invalidation.library.Library.Shelf;
import io.wellspring.key.Keys;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** A library with three books on two shelves, in which nothing is cached at first. */
@SpringBootTest(
        classes = Library.class,
        properties = {
            "spring.jpa.hibernate.ddl-auto=create",
            "spring.jpa.properties.hibernate.hbm2ddl.create_namespaces=true",
            "spring.cache.cache-names=plain",
            "management.endpoints.web.exposure.include=cache",
            "wellspring.defaults.ttl-jitter=0%",
            "wellspring.caches.rows.ttl=1m",
            "wellspring.caches.rows.stale-ttl=10m",
            "wellspring.caches.declaredTitles.dependencies=declared",
            "wellspring.caches.sizedBook.version-attribute=pages",
            "wellspring.caches.notice.version-attribute=updatedAt",
            "wellspring.caches.booksByTitle.version-attribute=nowhere"
        })
@AutoConfigureMockMvc
abstract class LibraryTest {

    private static final List<String> TABLES = List.of(
            "ticket",
            "book_labels",
            "book",
            "shelf",
            "publisher",
            "author",
            "medium",
            "desk.\"order\"",
            "remark",
            "notice");
    private static final ExecutorService OTHERS = Executors.newCachedThreadPool();

    @Autowired
    Library.Books books;

    @Autowired
    Library.Desk desk;

    @Autowired
    CacheRegistry caches;

    @Autowired
    Invalidations invalidations;

    @Autowired
    EntityManager entityManager;

    @Autowired
    EntityManagerFactory entityManagerFactory;

    @Autowired
    FakeTicker ticker;

    @Autowired
    MockMvcTester http;

    @Autowired
    private PlatformTransactionManager transactionManager;

    @BeforeEach
    void fillsTheLibrary() {
        desk.during(() -> {});
        desk.proxy(desk);
        change(em -> TABLES.forEach(
                table -> em.createNativeQuery("delete from " + table).executeUpdate()));
        change(em -> {
            Shelf first = new Shelf(1, "first");
            Shelf second = new Shelf(2, "second");
            Publisher one = new Publisher(1, "one");
            Publisher two = new Publisher(2, "two");
            List.of(first, second, one, two).forEach(em::persist);
            Book labelled = new Book(1, "Emma", first, one);
            labelled.labels.add("novel");
            em.persist(labelled);
            em.persist(new Book(2, "Ulysses", first, two));
            em.persist(new Book(3, "Faust", second, two));
            Author mentor = new Author(1, "Goethe", null);
            em.persist(mentor);
            em.persist(new Author(2, "Schiller", mentor));
            em.persist(new Author(3, "Heine", null));
            Disc disc = new Disc();
            disc.id = 1L;
            disc.name = "Fidelio";
            em.persist(disc);
            em.persist(new Loan(1, "Anna"));
            em.persist(new Remark(1, "good"));
            em.persist(new Notice(1, "open", Instant.parse("2026-01-01T00:00:00.000001Z")));
        });
        caches.names().forEach(name -> caches.known(name).clear());
    }

    final void change(Consumer<EntityManager> work) {
        transaction(TransactionDefinition.PROPAGATION_REQUIRED, false)
                .executeWithoutResult(status -> work.accept(entityManager));
    }

    final void rolledBack(Consumer<EntityManager> work) {
        transaction(TransactionDefinition.PROPAGATION_REQUIRED, false).executeWithoutResult(status -> {
            work.accept(entityManager);
            status.setRollbackOnly();
        });
    }

    final void readOnly(Consumer<EntityManager> work) {
        transaction(TransactionDefinition.PROPAGATION_REQUIRED, true)
                .executeWithoutResult(status -> work.accept(entityManager));
    }

    final TransactionTemplate transaction(int propagation, boolean readOnly) {
        TransactionTemplate template = new TransactionTemplate(transactionManager);
        template.setPropagationBehavior(propagation);
        template.setReadOnly(readOnly);
        return template;
    }

    final Region region(String cache) {
        return caches.known(cache);
    }

    final boolean cached(String cache, Object... arguments) {
        return region(cache).peek(Keys.of(arguments)) != null;
    }

    /** Reads, and asserts that the next read would be a hit. */
    final <T> T fill(Callable<T> read, String cache, Object... arguments) {
        try {
            T value = read.call();
            assertThat(cached(cache, arguments)).as("%s is cached", cache).isTrue();
            return value;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Does something on another thread, and waits for it. */
    static <T> T elsewhere(Callable<T> work) {
        try {
            return begin(work).join();
        } catch (CompletionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    static <T> CompletableFuture<T> begin(Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        OTHERS.execute(() -> {
            try {
                result.complete(work.call());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    final void retitle(long id, String title) {
        change(em -> em.find(Book.class, id).title = title);
    }
}
