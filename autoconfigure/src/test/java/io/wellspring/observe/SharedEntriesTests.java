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
import static org.awaitility.Awaitility.await;

import io.wellspring.observe.CacheEndpointTests.Products;
import io.wellspring.store.redis.TestRedis;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The endpoint, where another node holds the entries: this one keeps none. */
@SpringBootTest(
        classes = SharedEntriesTests.Application.class,
        properties = {
            "management.endpoints.web.exposure.include=cache",
            "management.endpoint.cache.show-values=always",
            "spring.application.name=shop",
            "wellspring.redis.enabled=true",
            "wellspring.redis.timeout=500ms",
            "wellspring.caches.product.maximum-size=0"
        })
@AutoConfigureMockMvc
@DirtiesContext
class SharedEntriesTests {

    @SpringBootConfiguration
    @EnableAutoConfiguration(exclude = {DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class})
    static class Application {

        @Bean
        Products products() {
            return new Products();
        }
    }

    @RegisterExtension
    static final TestRedis REDIS = new TestRedis();

    @DynamicPropertySource
    static void redis(DynamicPropertyRegistry registry) {
        registry.add("spring.data.redis.port", REDIS::port);
    }

    @Autowired
    private MockMvcTester http;

    @Autowired
    private Products products;

    @BeforeEach
    void load() {
        await().until(() -> {
            products.find(42);
            return http.get()
                            .uri("/actuator/cache/product/42")
                            .exchange()
                            .getResponse()
                            .getStatus()
                    == 200;
        });
    }

    @Test
    void anEntryOfTheSharedTierIsShown() {
        assertThat(http.get().uri("/actuator/cache/product"))
                .bodyJson()
                .extractingPath("$.entries")
                .isEqualTo(List.of());
        assertThat(http.get().uri("/actuator/cache/product?tier=redis"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.entries")
                .asArray()
                .singleElement(InstanceOfAssertFactories.MAP)
                .containsEntry("key", "42")
                .containsEntry("tier", "redis")
                .containsEntry("hits", null)
                .containsEntry("state", "fresh");
        for (String uri : List.of("/actuator/cache/product/42", "/actuator/cache/product/42?tier=redis")) {
            MvcTestResult entry = http.get().uri(uri).exchange();
            assertThat(entry).bodyJson().extractingPath("$.tier").isEqualTo("redis");
            assertThat(entry).bodyJson().extractingPath("$.value.id").isEqualTo(42);
        }
        assertThat(http.get().uri("/actuator/cache/product/42?tier=local")).hasStatus(404);
        MvcTestResult story =
                http.get().uri("/actuator/cache/product/42?explain=true").exchange();
        assertThat(story).bodyJson().extractingPath("$.entry.tier").isEqualTo("redis");
        assertThat(story).bodyJson().extractingPath("$.fence.changing").isEqualTo(false);
        assertThat(story).bodyJson().extractingPath("$.fence.pending").isEqualTo(List.of());
    }

    @Test
    void theSharedTierIsAskedOnceForAnEntry() {
        for (String uri : List.of("/actuator/cache/product/42", "/actuator/cache/product/42?tier=redis")) {
            long before = REDIS.scriptsRun();
            assertThat(http.get().uri(uri)).hasStatusOk();
            assertThat(REDIS.scriptsRun()).isEqualTo(before + 1);
        }
    }

    @Test
    void aRefreshAnswersWithWhatItHasLoaded() {
        for (int i = 0; i < 50; i++) {
            int calls = products.calls();
            assertThat(http.post().uri("/actuator/cache/counted/1"))
                    .hasStatusOk()
                    .bodyJson()
                    .extractingPath("$.value")
                    .isEqualTo("call " + (calls + 1));
        }
    }

    @Test
    void anEntryOfTheSharedTierIsInvalidated() {
        assertThat(http.delete().uri("/actuator/cache/product/42")).hasStatus(204);
        assertThat(http.get().uri("/actuator/cache/product/42")).hasStatus(404);
        assertThat(http.get().uri("/actuator/cache/product?tier=redis"))
                .bodyJson()
                .extractingPath("$.entries")
                .isEqualTo(List.of());
        assertThat(http.delete().uri("/actuator/cache/product/42")).hasStatus(404);
    }

    @Test
    void withoutRedisTheListingSaysSoAndTheRestGoesOn() {
        REDIS.pause();
        try {
            assertThat(http.get().uri("/actuator/cache/product?tier=redis"))
                    .hasStatus(503)
                    .bodyJson()
                    .extractingPath("$.reason")
                    .asString()
                    .startsWith("The tier 'redis' cannot be asked: ");
            assertThat(http.get().uri("/actuator/cache/product/42?tier=redis")).hasStatus(503);
            assertThat(http.delete().uri("/actuator/cache/product/42")).hasStatus(204);
            assertThat(http.get().uri("/actuator/cache/product")).hasStatusOk();
            assertThat(http.get().uri("/actuator/cache/product/42?explain=true"))
                    .hasStatusOk();
        } finally {
            REDIS.resume();
        }
    }
}
