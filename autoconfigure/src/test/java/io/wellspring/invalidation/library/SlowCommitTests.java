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
import io.wellspring.invalidation.library.Library.Shelf;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Synchronization;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.junit.jupiter.api.Test;

/**
 * A commit that takes longer than its mark stands. What is read meanwhile is stored, since it is what is committed by then, and
 * falls when the commit has ended.
 */
class SlowCommitTests extends LibraryTest {

    private static final Duration TOO_LONG = Duration.ofSeconds(31);

    @Test
    void anEntityFalls() {
        slowly(em -> em.find(Book.class, 1L).title = "Emma, revised", () -> books.findById(1L), "book", 1L);
    }

    @Test
    void whatDependsOnTheTypeFalls() {
        slowly(em -> em.find(Book.class, 1L).title = "Emma, revised", books::titles, "titles");
    }

    @Test
    void whatTheStateTellsFalls() {
        slowly(
                em -> em.find(Book.class, 1L).shelf = em.getReference(Shelf.class, 2L),
                () -> books.ofShelf("second"),
                "booksOfShelf",
                "second");
    }

    @Test
    void whatABulkStatementChangesFalls() {
        slowly(
                em -> em.createQuery("update Book b set b.title = 'Anon'").executeUpdate(),
                () -> books.findById(1L),
                "book",
                1L);
    }

    @Test
    void whatTheProgramAnnouncesFalls() {
        List<String> shelves = List.of("a");
        slowly(em -> invalidations.tag("all"), () -> desk.tagged("anna", shelves), "tagged", "anna", shelves);
    }

    @Test
    void whatTheProgramEvictsFalls() {
        slowly(em -> region("titles").invalidateAll(), books::titles, "titles");
    }

    /** Works in a transaction whose commit takes too long, and is read from another thread meanwhile. */
    private void slowly(Consumer<EntityManager> work, Callable<?> read, String cache, Object... arguments) {
        fill(read, cache, arguments);
        change(em -> {
            work.accept(em);
            em.flush();
            beforeTheCommit(em, () -> {
                elsewhere(read);
                assertThat(elsewhere(() -> cached(cache, arguments)))
                        .as("the commit is under way")
                        .isFalse();
                ticker.advance(TOO_LONG);
                elsewhere(read);
                assertThat(elsewhere(() -> cached(cache, arguments)))
                        .as("the mark has lapsed")
                        .isTrue();
            });
        });
        assertThat(cached(cache, arguments)).isFalse();
    }

    /** Later than everything else that hears of the commit to come. */
    private static void beforeTheCommit(EntityManager em, Runnable action) {
        em.unwrap(SharedSessionContractImplementor.class)
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
}
