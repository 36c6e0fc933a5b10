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

import io.wellspring.annotation.ReadThrough;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The annotated repositories of {@link FiftyMethods}. Nested, so that the other applications of this package do not find them. */
final class FiftyQueries {

    private FiftyQueries() {}

    interface OfArticles extends Repository<Article, Long> {

        @ReadThrough
        Optional<Article> findById(Long id);

        @ReadThrough
        List<Article> findByIdIn(List<Long> ids);

        @ReadThrough
        List<Article> findByIdGreaterThan(Long id);

        @ReadThrough
        List<Article> findByName(String name);

        @ReadThrough
        List<Article> findByNameStartingWith(String start);

        @ReadThrough
        Optional<Article> findFirstByNameOrderByIdDesc(String name);

        @ReadThrough
        long countByName(String name);

        @ReadThrough
        boolean existsByName(String name);

        @ReadThrough
        @Query("select new io.wellspring.benchmarks.Card(a.id, a.name) from Article a where a.id = ?1")
        Card card(Long id);

        @ReadThrough
        @Query("select new io.wellspring.benchmarks.Card(a.id, c.name)"
                + " from Article a join a.maker m join m.country c where c.id = ?1")
        List<Card> cardsFrom(Long country);
    }

    interface OfMakers extends Repository<Maker, Long> {

        @ReadThrough
        Optional<Maker> findById(Long id);

        @ReadThrough
        List<Maker> findByIdIn(List<Long> ids);

        @ReadThrough
        List<Maker> findByIdGreaterThan(Long id);

        @ReadThrough
        List<Maker> findByIdBetween(Long first, Long last);

        @ReadThrough
        List<Maker> findByCountryId(Long country);

        @ReadThrough
        List<Maker> findByCountryName(String country);

        @ReadThrough
        Optional<Maker> findFirstByCountryNameOrderByIdDesc(String country);

        @ReadThrough
        long countByCountryId(Long country);

        @ReadThrough
        boolean existsByCountryName(String country);

        @ReadThrough
        @Query("select m.id from Maker m join m.country c where c.name = ?1")
        List<Long> idsFrom(String country);
    }

    interface OfCountries extends Repository<Country, Long> {

        @ReadThrough
        Optional<Country> findById(Long id);

        @ReadThrough
        List<Country> findByIdIn(List<Long> ids);

        @ReadThrough
        List<Country> findByIdGreaterThan(Long id);

        @ReadThrough
        List<Country> findByName(String name);

        @ReadThrough
        List<Country> findByNameStartingWith(String start);

        @ReadThrough
        Optional<Country> findFirstByNameOrderByIdDesc(String name);

        @ReadThrough
        long countByName(String name);

        @ReadThrough
        boolean existsByName(String name);

        @ReadThrough
        @Query("select c.name from Country c where c.id = ?1")
        String name(Long id);

        @ReadThrough
        @Query("select c.name from Maker m join m.country c where m.id = ?1")
        String nameForMaker(Long maker);
    }

    interface OfCustomers extends Repository<Customer, Long> {

        @ReadThrough
        Optional<Customer> findById(Long id);

        @ReadThrough
        List<Customer> findByIdIn(List<Long> ids);

        @ReadThrough
        List<Customer> findByIdGreaterThan(Long id);

        @ReadThrough
        List<Customer> findByName(String name);

        @ReadThrough
        List<Customer> findByNameStartingWith(String start);

        @ReadThrough
        Optional<Customer> findFirstByNameOrderByIdDesc(String name);

        @ReadThrough
        long countByName(String name);

        @ReadThrough
        boolean existsByName(String name);

        @ReadThrough
        @Query("select c.name from Customer c where c.id = ?1")
        String name(Long id);

        @ReadThrough
        @Query("select c.id from Customer c where c.name like ?1")
        List<Long> idsLike(String pattern);
    }
}
