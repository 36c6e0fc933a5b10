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
package io.wellspring.sample.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import java.io.UnsupportedEncodingException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** A row is changed behind the back of the cache: what an operator sees of it. */
@SpringBootTest(
        properties = {
            "shop.products=200",
            "wellspring.caches.product.freshness.rate=100%",
            "wellspring.caches.product.freshness.objective=99.9%"
        })
@AutoConfigureMockMvc
class FreshnessTests {

    @Autowired
    private MockMvcTester http;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aRowThatIsChangedBehindTheBackOfTheCacheIsFoundAndExplained() throws Exception {
        get("/products/42");
        jdbc.sql("update product set name = 'Changed' where id = 42").update();
        await().until(() -> {
            assertThat(get("/products/42")).doesNotContain("Changed");
            return JsonPath.<Integer>read(get("/actuator/cache"), "$.caches.product.freshness.stale") > 0;
        });
        List<String> events = JsonPath.read(get("/actuator/cache/product/42?explain=true"), "$.story[*].event");
        assertThat(events).containsSubsequence("loaded", "found-stale");
        List<Double> metric = JsonPath.read(
                get("/actuator/metrics/cache.freshness.stale?tag=cache:product"), "$.measurements[*].value");
        assertThat(metric.get(0)).isPositive();
        assertThat(JsonPath.<Double>read(get("/actuator/cache"), "$.caches.product.freshness.budget"))
                .isNegative();
    }

    private String get(String uri) throws UnsupportedEncodingException {
        return http.get().uri(uri).exchange().getResponse().getContentAsString();
    }
}
