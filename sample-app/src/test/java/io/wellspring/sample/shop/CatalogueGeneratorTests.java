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

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.JdbcTemplate;

@SpringBootTest(webEnvironment = WebEnvironment.NONE, properties = "shop.products=2345")
class CatalogueGeneratorTests {

    @Autowired
    private CatalogueGenerator generator;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private ProductRepository products;

    @Test
    void generatesTheCatalogueOnce() {
        generator.afterSingletonsInstantiated();
        assertThat(count("product")).isEqualTo(2345);
        assertThat(count("price")).isEqualTo(2345);
        assertThat(count("stock")).isEqualTo(2345);
        assertThat(count("customer")).isEqualTo(1000);
        assertThat(count("category")).isEqualTo(24);
    }

    @Test
    void readsTheSameWithAndWithoutTheCache() {
        Product cached = products.findById(2345L).orElseThrow();
        Product uncached = products.findUncached(2345L).orElseThrow();
        assertThat(cached).usingRecursiveComparison().isEqualTo(uncached);
    }

    private Long count(String table) {
        return jdbc.queryForObject("select count(*) from " + table, Long.class);
    }
}
