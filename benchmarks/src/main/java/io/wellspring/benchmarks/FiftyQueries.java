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
import org.springframework.cache.annotation.Cacheable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The annotated repositories of {@link FiftyMethods}. Nested, so that the other applications of this package do not find them. */
final class FiftyQueries {

    private FiftyQueries() {}

    interface OfArticles extends Repository<Article, Long> {

        @ReadThrough
        @Cacheable("OfArticles.findById")
        Optional<Article> findById(Long id);

        @ReadThrough
        @Cacheable("OfArticles.findByIdIn")
        List<Article> findByIdIn(List<Long> ids);

        @ReadThrough
        @Cacheable("OfArticles.findByIdGreaterThan")
        List<Article> findByIdGreaterThan(Long id);

        @ReadThrough
        @Cacheable("OfArticles.findByName")
        List<Article> findByName(String name);

        @ReadThrough
        @Cacheable("OfArticles.findByNameStartingWith")
        List<Article> findByNameStartingWith(String start);

        @ReadThrough
        @Cacheable("OfArticles.findFirstByNameOrderByIdDesc")
        Optional<Article> findFirstByNameOrderByIdDesc(String name);

        @ReadThrough
        @Cacheable("OfArticles.countByName")
        long countByName(String name);

        @ReadThrough
        @Cacheable("OfArticles.existsByName")
        boolean existsByName(String name);

        @ReadThrough
        @Cacheable("OfArticles.card")
        @Query("select new io.wellspring.benchmarks.Card(a.id, a.name) from Article a where a.id = ?1")
        Card card(Long id);

        @ReadThrough
        @Cacheable("OfArticles.cardsFrom")
        @Query("select new io.wellspring.benchmarks.Card(a.id, c.name)"
                + " from Article a join a.maker m join m.country c where c.id = ?1")
        List<Card> cardsFrom(Long country);
    }

    interface OfMakers extends Repository<Maker, Long> {

        @ReadThrough
        @Cacheable("OfMakers.findById")
        Optional<Maker> findById(Long id);

        @ReadThrough
        @Cacheable("OfMakers.findByIdIn")
        List<Maker> findByIdIn(List<Long> ids);

        @ReadThrough
        @Cacheable("OfMakers.findByIdGreaterThan")
        List<Maker> findByIdGreaterThan(Long id);

        @ReadThrough
        @Cacheable("OfMakers.findByIdBetween")
        List<Maker> findByIdBetween(Long first, Long last);

        @ReadThrough
        @Cacheable("OfMakers.findByCountryId")
        List<Maker> findByCountryId(Long country);

        @ReadThrough
        @Cacheable("OfMakers.findByCountryName")
        List<Maker> findByCountryName(String country);

        @ReadThrough
        @Cacheable("OfMakers.findFirstByCountryNameOrderByIdDesc")
        Optional<Maker> findFirstByCountryNameOrderByIdDesc(String country);

        @ReadThrough
        @Cacheable("OfMakers.countByCountryId")
        long countByCountryId(Long country);

        @ReadThrough
        @Cacheable("OfMakers.existsByCountryName")
        boolean existsByCountryName(String country);

        @ReadThrough
        @Cacheable("OfMakers.idsFrom")
        @Query("select m.id from Maker m join m.country c where c.name = ?1")
        List<Long> idsFrom(String country);
    }

    interface OfCountries extends Repository<Country, Long> {

        @ReadThrough
        @Cacheable("OfCountries.findById")
        Optional<Country> findById(Long id);

        @ReadThrough
        @Cacheable("OfCountries.findByIdIn")
        List<Country> findByIdIn(List<Long> ids);

        @ReadThrough
        @Cacheable("OfCountries.findByIdGreaterThan")
        List<Country> findByIdGreaterThan(Long id);

        @ReadThrough
        @Cacheable("OfCountries.findByName")
        List<Country> findByName(String name);

        @ReadThrough
        @Cacheable("OfCountries.findByNameStartingWith")
        List<Country> findByNameStartingWith(String start);

        @ReadThrough
        @Cacheable("OfCountries.findFirstByNameOrderByIdDesc")
        Optional<Country> findFirstByNameOrderByIdDesc(String name);

        @ReadThrough
        @Cacheable("OfCountries.countByName")
        long countByName(String name);

        @ReadThrough
        @Cacheable("OfCountries.existsByName")
        boolean existsByName(String name);

        @ReadThrough
        @Cacheable("OfCountries.name")
        @Query("select c.name from Country c where c.id = ?1")
        String name(Long id);

        @ReadThrough
        @Cacheable("OfCountries.nameForMaker")
        @Query("select c.name from Maker m join m.country c where m.id = ?1")
        String nameForMaker(Long maker);
    }

    interface OfCustomers extends Repository<Customer, Long> {

        @ReadThrough
        @Cacheable("OfCustomers.findById")
        Optional<Customer> findById(Long id);

        @ReadThrough
        @Cacheable("OfCustomers.findByIdIn")
        List<Customer> findByIdIn(List<Long> ids);

        @ReadThrough
        @Cacheable("OfCustomers.findByIdGreaterThan")
        List<Customer> findByIdGreaterThan(Long id);

        @ReadThrough
        @Cacheable("OfCustomers.findByName")
        List<Customer> findByName(String name);

        @ReadThrough
        @Cacheable("OfCustomers.findByNameStartingWith")
        List<Customer> findByNameStartingWith(String start);

        @ReadThrough
        @Cacheable("OfCustomers.findFirstByNameOrderByIdDesc")
        Optional<Customer> findFirstByNameOrderByIdDesc(String name);

        @ReadThrough
        @Cacheable("OfCustomers.countByName")
        long countByName(String name);

        @ReadThrough
        @Cacheable("OfCustomers.existsByName")
        boolean existsByName(String name);

        @ReadThrough
        @Cacheable("OfCustomers.name")
        @Query("select c.name from Customer c where c.id = ?1")
        String name(Long id);

        @ReadThrough
        @Cacheable("OfCustomers.idsLike")
        @Query("select c.id from Customer c where c.name like ?1")
        List<Long> idsLike(String pattern);
    }
}
