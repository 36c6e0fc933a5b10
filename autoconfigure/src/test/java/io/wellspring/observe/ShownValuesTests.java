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
package io.wellspring.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.observe.CacheEndpointTests.Application;
import io.wellspring.observe.CacheEndpointTests.Products;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@SpringBootTest(
        classes = Application.class,
        properties = {"management.endpoints.web.exposure.include=cache", "management.endpoint.cache.show-values=always"
        })
@AutoConfigureMockMvc
class ShownValuesTests {

    @Autowired
    private MockMvcTester http;

    @Autowired
    private Products products;

    @Test
    void aValueIsShownWhereItMayBe() {
        products.find(42);
        assertThat(http.get().uri("/actuator/cache/product/42"))
                .bodyJson()
                .extractingPath("$.value")
                .asMap()
                .containsEntry("id", 42)
                .containsEntry("tags", List.of("a"));
        assertThat(http.post().uri("/actuator/cache/product/42"))
                .bodyJson()
                .extractingPath("$.value.id")
                .isEqualTo(42);
    }

    @Test
    void aListingShowsNoValues() {
        products.find(42);
        assertThat(http.get().uri("/actuator/cache/product"))
                .bodyJson()
                .extractingPath("$.entries[0]")
                .asMap()
                .doesNotContainKey("value");
    }
}
