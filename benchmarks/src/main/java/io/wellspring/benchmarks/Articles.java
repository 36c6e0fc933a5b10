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
package io.wellspring.benchmarks;

import io.wellspring.annotation.InvalidatedBy;
import io.wellspring.annotation.ReadThrough;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/** The caches of the shop, by what their entries hold to. */
interface Articles extends JpaRepository<Article, Long> {

    /** Only bulk statements concern all of its entries. */
    @Override
    @ReadThrough("articleById")
    Optional<Article> findById(Long id);

    /** Seen to read one table. */
    @ReadThrough("card")
    @Query("select new io.wellspring.benchmarks.Card(a.id, a.name) from Article a where a.id = ?1")
    Card card(Long id);

    /** Seen to read three tables. */
    @ReadThrough("cardOfThreeTables")
    @Query("select new io.wellspring.benchmarks.Card(a.id, c.name)"
            + " from Article a join a.maker m join m.country c where a.id = ?1")
    Card cardOfThreeTables(Long id);

    /** For a cache whose dependencies are declared only, and has none. */
    @ReadThrough("cardOfNothing")
    @Query("select new io.wellspring.benchmarks.Card(a.id, a.name) from Article a where a.id = ?1")
    Card cardOfNothing(Long id);

    @ReadThrough("articlesByName")
    @InvalidatedBy(entity = Article.class, key = "#entity.name")
    List<Article> findByName(String name);

    List<Article> findByIdBetween(Long first, Long last);

    @Modifying
    @Query("update Article a set a.stock = a.stock + 1 where a.id between ?1 and ?2")
    int restock(Long first, Long last);
}
