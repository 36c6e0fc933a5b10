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
package io.wellspring.sample.shop;

import io.wellspring.annotation.ReadThrough;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** Fetches the category along: a cached product is detached, what is not loaded then stays unloaded. */
public interface ProductRepository extends JpaRepository<Product, Long> {

    @Override
    @ReadThrough("product")
    @EntityGraph(attributePaths = "category")
    Optional<Product> findById(Long id);

    /** Shares its entries with {@link #findById}: only what neither has loaded is read from the database. */
    @Override
    @ReadThrough("product")
    @EntityGraph(attributePaths = "category")
    List<Product> findAllById(Iterable<Long> ids);

    @ReadThrough("productsByCategory")
    @EntityGraph(attributePaths = "category")
    List<Product> findByCategoryName(String category, Pageable page);

    /** The same read past the cache, for comparison. */
    @Query("select p from Product p join fetch p.category where p.id = :id")
    Optional<Product> findUncached(Long id);
}
