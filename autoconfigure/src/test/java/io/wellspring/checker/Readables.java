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
package io.wellspring.checker;

import io.wellspring.annotation.CacheLoader;
import io.wellspring.annotation.InvalidatedBy;
import io.wellspring.annotation.ReadThrough;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The reads that methods of a bean cache. */
class Readables {

    private static final String ITEM = "select i from Item i where i.id = :id";
    private static final String ON_SHELF = "select i from Item i where i.shelf.id = :id";
    private static final String NOTES = "select n from Note n where n.item.id = :id order by n.id";
    private static final String SHELF = "select s from Shelf s left join fetch s.labels where s.id = :id";

    private final EntityManager entityManager;
    private final JdbcTemplate jdbc;

    Readables(EntityManager entityManager, JdbcTemplate jdbc) {
        this.entityManager = entityManager;
        this.jdbc = jdbc;
    }

    @CacheLoader("loadedItem")
    Item load(Long itemId) {
        return query(ITEM, Item.class, itemId).stream().findFirst().orElse(null);
    }

    @ReadThrough("notes")
    public List<Note> notes(Long itemId) {
        return query(NOTES, Note.class, itemId);
    }

    /** A load that goes on after it has read: what it read may be old when it ends. */
    @ReadThrough("itemsSlowly")
    public List<Item> slowly(Long shelfId) {
        List<Item> items = query(ON_SHELF, Item.class, shelfId);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        return items;
    }

    /** The same with exact keys. */
    @ReadThrough("itemsSlowlyByKey")
    @InvalidatedBy(entity = Item.class, key = "#entity.shelf.id")
    public List<Item> slowlyByKey(Long shelfId) {
        return slowly(shelfId);
    }

    @ReadThrough("shelf")
    public Shelf shelf(Long shelfId) {
        return query(SHELF, Shelf.class, shelfId).get(0);
    }

    @Cacheable(cacheNames = "synchronized", sync = true)
    public ItemView view(Long itemId) {
        return query(Items.VIEW, ItemView.class, itemId).stream().findFirst().orElse(null);
    }

    @Cacheable("plain")
    public ItemView plainView(Long itemId) {
        return view(itemId);
    }

    @ReadThrough(value = "remark", tags = "remark:#{#itemId}")
    public Long remark(Long itemId) {
        return jdbc.queryForObject("select revision from remark where id = ?", Long.class, itemId);
    }

    private <T> List<T> query(String query, Class<T> type, Long id) {
        return entityManager.createQuery(query, type).setParameter("id", id).getResultList();
    }
}
