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

import io.wellspring.engine.EntryState;
import io.wellspring.engine.ReadThroughCache;
import io.wellspring.invalidation.library.Library.Book;
import io.wellspring.invalidation.library.Library.Notice;
import io.wellspring.store.Entry;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Entries carry the versions of their entities, and an invalidation that tells a version leaves what is as new. */
class VersionsTests extends LibraryTest {

    @Autowired
    private Library.Notices notices;

    private ReadThroughCache<Long, Book> byId;

    @BeforeEach
    void findsTheCache() {
        byId = caches.cache("book", Long.class, Book.class);
    }

    @Test
    void anEntryCarriesTheVersionOfItsEntity() {
        fill(() -> books.findById(1L), "book", 1L);
        assertThat(versionOf(1L)).isZero();
        retitle(1, "Persuasion");
        fill(() -> books.findById(1L), "book", 1L);
        assertThat(versionOf(1L)).isEqualTo(1);
        assertThat(http.get().uri("/actuator/cache/book/1"))
                .bodyJson()
                .extractingPath("$.version")
                .isEqualTo(1);
    }

    @Test
    void anAttributeThatIsATimeCountsInMicroseconds() {
        fill(() -> notices.findById(1L), "notice", 1L);
        Instant first = Instant.parse("2026-01-01T00:00:00Z");
        long micros = first.getEpochSecond() * 1_000_000 + 1;
        assertThat(caches.cache("notice", Long.class, Notice.class).entry(1L).map(EntryState::version))
                .contains(micros);
        assertThat(http.get().uri("/actuator/cache/notice/1"))
                .bodyJson()
                .extractingPath("$.version")
                .isEqualTo(micros);
        change(em -> {
            Notice notice = em.find(Notice.class, 1L);
            notice.text = "closed";
            notice.updatedAt = first.minusSeconds(1);
        });
        assertThat(notices.findById(1L)).get().extracting(notice -> notice.text).isEqualTo("closed");
    }

    @Test
    void anAttributeThatNoEntityHasLeavesTheVersion() {
        fill(() -> books.findByTitle("Emma"), "booksByTitle", "Emma");
        assertThat(region("booksByTitle").settings().versionAttribute()).isEqualTo("nowhere");
        retitle(1, "Persuasion");
        assertThat(books.findByTitle("Emma")).isEmpty();
    }

    @Test
    void anAttributeOfItsOwnIsNotComparedWithTheVersionOfAnUpdate() {
        fill(() -> desk.sized(1L), "sizedBook", 1L);
        fill(() -> desk.sized(2L), "sizedBook", 2L);
        assertThat(caches.cache("sizedBook", Long.class, Book.class).entry(1L).map(EntryState::version))
                .contains(100L);
        retitle(1, "Persuasion");
        assertThat(desk.sized(1L).title).isEqualTo("Persuasion");
        assertThat(cached("sizedBook", 2L)).isTrue();
    }

    @Test
    void anInvalidationThatTellsAVersionLeavesWhatIsAsNew() {
        fill(() -> books.findById(1L), "book", 1L);
        byId.invalidate(1L, 0);
        assertThat(cached("book", 1L)).isTrue();
        byId.invalidate(1L, 1);
        assertThat(cached("book", 1L)).isFalse();
        books.findById(1L);
        assertThat(cached("book", 1L)).as("an older one is refused").isFalse();
        retitle(1, "Persuasion");
        fill(() -> books.findById(1L), "book", 1L);
    }

    @Test
    void anUpdateLeavesAnEntryThatIsAsNewAlready() {
        fill(() -> books.findById(1L), "book", 1L);
        change(em -> {
            em.find(Book.class, 1L).title = "Persuasion";
            em.flush();
            // As a reader that comes between the commit and its announcement would.
            Book committed = new Book(1, "Persuasion", null, null);
            committed.version = 1;
            elsewhere(() -> {
                byId.put(1L, committed);
                return null;
            });
        });
        Entry entry = region("book").held(1L);
        assertThat(entry).isNotNull();
        assertThat(entry.version()).isEqualTo(1);
    }

    @Test
    void anUpdateDropsAnEntryThatIsOlder() {
        change(em -> {
            em.find(Book.class, 1L).title = "Persuasion";
            em.flush();
            elsewhere(() -> books.findById(1L));
        });
        assertThat(cached("book", 1L)).isFalse();
    }

    @Test
    void anAttributeThatIsExcludedFromTheVersionInvalidatesToo() {
        fill(() -> books.findById(1L), "book", 1L);
        change(em -> em.find(Book.class, 1L).remark = "read");
        assertThat(books.findById(1L)).get().extracting(book -> book.remark).isEqualTo("read");
        assertThat(versionOf(1L)).isZero();
        change(em -> {
            em.find(Book.class, 1L).title = "Persuasion";
            em.flush();
            em.find(Book.class, 1L).remark = "read twice";
            em.flush();
            Book half = new Book(1, "Persuasion", null, null);
            half.version = 1;
            elsewhere(() -> {
                byId.put(1L, half);
                return null;
            });
        });
        assertThat(books.findById(1L)).get().extracting(book -> book.remark).isEqualTo("read twice");
    }

    private long versionOf(long id) {
        return byId.entry(id).map(EntryState::version).orElseThrow();
    }
}
