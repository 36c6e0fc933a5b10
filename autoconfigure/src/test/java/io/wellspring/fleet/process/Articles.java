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
package io.wellspring.fleet.process;

import io.wellspring.annotation.InvalidatedBy;
import io.wellspring.annotation.ReadThrough;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/** The reads that are cached. */
interface Articles extends JpaRepository<Article, Long> {

    @ReadThrough("article")
    @Override
    Optional<Article> findById(Long id);

    /** Falls with every change of an article. */
    @ReadThrough("onShelf")
    List<Article> findByShelfOrderById(long shelf);

    @ReadThrough("onShelfByKey")
    @InvalidatedBy(entity = Article.class, key = "#entity.shelf")
    List<Article> findByShelf(long shelf);

    /** Expires all the time, and is refreshed in the background. */
    @ReadThrough(value = "view", ttl = "500ms", staleTtl = "1m")
    @InvalidatedBy(entity = Article.class, key = "#entity.id")
    @Query("select new io.wellspring.fleet.process.ArticleView(a.id, a.revision, a.payload) from Article a"
            + " where a.id = :id")
    Optional<ArticleView> view(Long id);

    @Modifying
    @Query("update Article a set a.revision = :revision, a.payload = :payload where a.id = :id")
    void revise(Long id, long revision, String payload);
}
