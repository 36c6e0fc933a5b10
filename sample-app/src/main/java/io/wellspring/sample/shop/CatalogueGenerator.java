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

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Fills an empty shop. Runs before the web server opens, so that nobody sees, and caches, an empty one. */
@Component
class CatalogueGenerator implements SmartInitializingSingleton {

    private static final Logger logger = LoggerFactory.getLogger(CatalogueGenerator.class);

    private static final int CUSTOMERS = 1_000;

    private static final int BATCH = 1_000;

    private final JdbcTemplate jdbc;

    private final TransactionOperations transaction;

    private final ShopProperties properties;

    CatalogueGenerator(JdbcTemplate jdbc, TransactionOperations transaction, ShopProperties properties) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.properties = properties;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (Boolean.TRUE.equals(jdbc.queryForObject("select exists (select 1 from product)", Boolean.class))) {
            return;
        }
        long start = System.nanoTime();
        // All or nothing: a start that was interrupted leaves no half of a catalogue behind.
        transaction.executeWithoutResult(status -> generate(properties.products()));
        logger.info(
                "Generated a catalogue of {} products in {} ms",
                properties.products(),
                (System.nanoTime() - start) / 1_000_000);
    }

    private void generate(int products) {
        insert("category (id, name) values (?, ?)", Assortment.categories(), Assortment::category);
        insert(
                "product (id, name, sku, description, category_id, version) values (?, ?, ?, ?, ?, ?)",
                products,
                Assortment::product);
        insert("price (product_id, amount, currency, version) values (?, ?, ?, ?)", products, Assortment::price);
        insert("stock (product_id, quantity, version) values (?, ?, ?)", products, Assortment::stock);
        insert("customer (id, name, email) values (?, ?, ?)", CUSTOMERS, Assortment::customer);
        jdbc.execute("alter sequence product_seq restart with " + (products + 1));
    }

    private void insert(String into, int count, IntFunction<Object[]> row) {
        for (int first = 1; first <= count; first += BATCH) {
            int end = Math.min(first + BATCH, count + 1);
            List<Object[]> rows = IntStream.range(first, end).mapToObj(row).toList();
            jdbc.batchUpdate("insert into " + into, rows);
        }
    }
}
