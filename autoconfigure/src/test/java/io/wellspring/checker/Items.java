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

import io.wellspring.annotation.InvalidatedBy;
import io.wellspring.annotation.ReadThrough;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/** The reads of items that a repository caches, and a statement that it runs. */
interface Items extends JpaRepository<Item, Long> {

    String VIEW = "select new io.wellspring.checker.ItemView(i.id, i.revision, i.payload, s.id, s.revision)"
            + " from Item i join i.shelf s where i.id = :id";

    @ReadThrough("item")
    @Override
    Optional<Item> findById(Long id);

    @ReadThrough("itemsOnShelf")
    @InvalidatedBy(entity = Item.class, key = "#entity.shelf.id")
    List<Item> findByShelfId(Long shelfId);

    @ReadThrough("itemsInOrder")
    List<Item> findByShelfIdOrderById(Long shelfId);

    @ReadThrough("view")
    @Query(VIEW)
    Optional<ItemView> view(Long id);

    @ReadThrough(
            value = "declaredView",
            dependsOn = {Item.class, Shelf.class})
    @Query(VIEW)
    Optional<ItemView> declaredView(Long id);

    @ReadThrough("sum")
    @Query(value = "select cast(coalesce(sum(revision), 0) as bigint) from item where id <= :last", nativeQuery = true)
    Long sumUpTo(Long last);

    @Modifying
    @Query("update Item i set i.revision = :revision, i.payload = :payload where i.id = :id")
    int revise(Long id, long revision, String payload);
}
