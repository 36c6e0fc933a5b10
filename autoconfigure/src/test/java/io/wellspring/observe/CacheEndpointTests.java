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
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.wellspring.annotation.CacheLoader;
import io.wellspring.annotation.ReadThrough;
import io.wellspring.engine.CacheRegistry;
import io.wellspring.engine.FakeTicker;
import io.wellspring.key.KeyText;
import io.wellspring.policy.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@SpringBootTest(
        properties = {
            "management.endpoints.web.exposure.include=cache,caches,metrics",
            "wellspring.defaults.ttl-jitter=0%",
            "wellspring.caches.product.ttl=10m",
            "wellspring.caches.product.stale-ttl=2m",
            "wellspring.caches.product.maximum-size=5000"
        })
@AutoConfigureMockMvc
class CacheEndpointTests {

    record Product(long id, String name, List<String> tags) {}

    static class Products {

        static final long SLOW = 99;

        static final CountDownLatch LOADING = new CountDownLatch(1);
        static final CountDownLatch GO = new CountDownLatch(1);
        private final AtomicInteger calls = new AtomicInteger();

        @ReadThrough("product")
        public Product find(long id) {
            if (id == SLOW) {
                LOADING.countDown();
                await().until(() -> GO.getCount() == 0);
            }
            if (id == 13) {
                throw new IllegalArgumentException("no luck");
            }
            return id < 0 ? null : new Product(id, "name by call " + calls.incrementAndGet(), List.of("a"));
        }

        public int calls() {
            return calls.get();
        }

        @ReadThrough("path")
        public String byPath(String path) {
            return path;
        }

        @ReadThrough("lists")
        public String ofList(List<Long> ids) {
            return ids.toString();
        }

        @ReadThrough("counted")
        public String counted(long id) {
            return "call " + calls.incrementAndGet();
        }

        @ReadThrough(value = "computed", key = "#id * 2")
        public String computed(long id) {
            return "computed";
        }
    }

    static class PriceLoader {
        @CacheLoader("price")
        String load(Long id) {
            return "price";
        }
    }

    static class Audited extends ArrayList<AuditEvent> {

        @EventListener
        void on(AuditApplicationEvent event) {
            add(event.getAuditEvent());
        }
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration(exclude = {DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class})
    static class Application {
        @Bean
        Audited audited() {
            return new Audited();
        }

        @Bean
        Products products() {
            return new Products();
        }

        @Bean
        PriceLoader priceLoader() {
            return new PriceLoader();
        }

        @Bean
        Ticker ticker() {
            return new FakeTicker();
        }
    }

    @Autowired
    private MockMvcTester http;

    @Autowired
    private Audited audited;

    @Autowired
    private Products products;

    @Autowired
    private CacheRegistry caches;

    @Autowired
    private FakeTicker ticker;

    @BeforeEach
    void nothingIsCached() {
        caches.names().forEach(name -> caches.known(name).clear());
    }

    @Test
    void listsTheCaches() {
        products.find(1);
        products.find(1);
        MvcTestResult result = http.get().uri("/actuator/cache").exchange();
        assertThat(result).hasStatusOk();
        assertThat(result).bodyJson().extractingPath("$.caches.product").asMap().satisfies(product -> {
            assertThat(product)
                    .containsEntry("size", 1)
                    .containsEntry("maximumSize", 5000)
                    .containsEntry("tiers", List.of("local"))
                    .containsEntry("ttl", "PT10M")
                    .containsEntry("staleTtl", "PT2M")
                    .containsEntry("loader", "Products.find(long)")
                    .containsEntry("dependsOn", List.of());
            assertThat((java.util.Map<String, Object>) product.get("statistics"))
                    .containsKeys(
                            "hits",
                            "staleHits",
                            "negativeHits",
                            "misses",
                            "loads",
                            "loadFailures",
                            "coalesced",
                            "refreshes",
                            "invalidations",
                            "evictions",
                            "meanLoadMillis");
        });
        assertThat(result).bodyJson().extractingPath("$.caches.price.loader").isEqualTo("PriceLoader.load(Long)");
    }

    @Test
    void showsAnEntryWithoutItsValue() {
        products.find(42);
        products.find(42);
        ticker.advance(Duration.ofMinutes(1));
        MvcTestResult result = http.get().uri("/actuator/cache/product/42").exchange();
        assertThat(result).hasStatusOk();
        assertThat(result).bodyJson().extractingPath("$").asMap().satisfies(entry -> {
            assertThat(entry)
                    .containsEntry("key", "42")
                    .containsEntry("state", "fresh")
                    .containsEntry("absent", false)
                    .containsEntry("version", null)
                    .containsEntry("ageMillis", 60_000)
                    .containsEntry("freshForMillis", 540_000)
                    .containsEntry("staleForMillis", 660_000)
                    .containsEntry("hits", 1)
                    .containsEntry("tier", "local")
                    .containsEntry("tags", List.of())
                    .containsKey("loadedAt")
                    .doesNotContainKey("value");
        });
    }

    @Test
    void followsAnEntryThroughItsStates() {
        products.find(1);
        products.find(-1);
        ticker.advance(Duration.ofSeconds(30));
        assertThat(state("/actuator/cache/product/-1")).isEqualTo("expired");
        ticker.advance(Duration.ofMinutes(10));
        assertThat(state("/actuator/cache/product/1")).isEqualTo("stale");
        ticker.advance(Duration.ofMinutes(2));
        assertThat(state("/actuator/cache/product/1")).isEqualTo("expired");
    }

    @Test
    void pagesThroughTheEntries() {
        for (long id = 100; id < 350; id++) {
            products.find(id);
        }
        Set<String> keys = new HashSet<>();
        String cursor = null;
        int pages = 0;
        do {
            String page = "/actuator/cache/product?limit=100" + (cursor == null ? "" : "&cursor=" + cursor);
            MvcTestResult result = http.get().uri(page).exchange();
            assertThat(result).hasStatusOk();
            assertThat(result)
                    .bodyJson()
                    .extractingPath("$.entries[*].key")
                    .asArray()
                    .allSatisfy(key -> assertThat(keys.add(key.toString()))
                            .as("no key comes twice")
                            .isTrue());
            cursor = read(result, "$.next");
            pages++;
        } while (cursor != null);
        assertThat(keys).hasSize(250);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void filtersByPrefixAndState() {
        products.find(1);
        products.find(12);
        products.find(2);
        products.find(-1);
        assertThat(http.get().uri("/actuator/cache/product?prefix=1"))
                .bodyJson()
                .extractingPath("$.entries[*].key")
                .asArray()
                .containsExactlyInAnyOrder("1", "12");
        ticker.advance(Duration.ofSeconds(30));
        assertThat(http.get().uri("/actuator/cache/product?state=expired"))
                .bodyJson()
                .extractingPath("$.entries[*].key")
                .asArray()
                .containsExactly("-1");
        assertThat(http.get().uri("/actuator/cache/product?state=fresh"))
                .bodyJson()
                .extractingPath("$.next")
                .isNull();
    }

    @Test
    void deletesAnEntryACacheAndAll() {
        products.find(1);
        products.find(2);
        products.byPath("x");
        assertThat(http.delete().uri("/actuator/cache/product/1")).hasStatus(204);
        assertThat(http.get().uri("/actuator/cache/product/1")).hasStatus(404);
        assertThat(http.get().uri("/actuator/cache/product/2")).hasStatusOk();
        assertThat(http.delete().uri("/actuator/cache/product")).hasStatus(204);
        assertThat(http.get().uri("/actuator/cache/product/2")).hasStatus(404);
        assertThat(http.get().uri("/actuator/cache/path/x")).hasStatusOk();
        assertThat(http.delete().uri("/actuator/cache")).hasStatus(204);
        assertThat(http.get().uri("/actuator/cache/path/x")).hasStatus(404);
    }

    @Test
    void refreshesAnEntryNow() {
        products.find(1);
        ticker.advance(Duration.ofMinutes(1));
        MvcTestResult result = http.post().uri("/actuator/cache/product/1").exchange();
        assertThat(result).hasStatusOk();
        assertThat(result).bodyJson().extractingPath("$.ageMillis").isEqualTo(0);
        int calls = products.calls();
        assertThat(products.find(1).name()).isEqualTo("name by call " + calls);
    }

    @Test
    void aKeyMayHoldASlash() {
        products.byPath("a/b");
        assertThat(http.get().uri("/actuator/cache/path/a/b"))
                .bodyJson()
                .extractingPath("$.key")
                .isEqualTo("a/b");
    }

    @Test
    void aKeyThatIsComputedIsFoundByItsText() {
        products.computed(21);
        assertThat(http.get().uri("/actuator/cache/computed/42")).hasStatusOk();
        assertThat(http.delete().uri("/actuator/cache/computed/42")).hasStatus(204);
        products.computed(21);
        assertProblem(
                http.post().uri("/actuator/cache/computed/42").exchange(),
                400,
                "Nothing loads 'computed:42' by its key");
    }

    @Test
    void aKeyThatCannotBeReadFromTextIsFoundAmongThoseThereAre() {
        products.ofList(List.of(1L, 2L));
        assertThat(http.get().uri("/actuator/cache/lists/{key}", "[1,2]")).hasStatusOk();
        assertThat(http.delete().uri("/actuator/cache/lists/{key}", "[1,2]")).hasStatus(204);
        assertThat(http.get().uri("/actuator/cache/lists/{key}", "[1,2]"))
                .doesNotHave(new org.assertj.core.api.Condition<>(
                        result -> result.getResponse().getStatus() == 200, "status 200"));
    }

    @Test
    void whatIsUnknownIsNotFound() {
        assertProblem(http.get().uri("/actuator/cache/nothing").exchange(), 404, "There is no cache 'nothing'");
        assertProblem(http.get().uri("/actuator/cache/nothing/1").exchange(), 404, "There is no cache 'nothing'");
        assertProblem(http.delete().uri("/actuator/cache/nothing").exchange(), 404, "There is no cache 'nothing'");
        assertProblem(http.post().uri("/actuator/cache/nothing/1").exchange(), 404, "There is no cache 'nothing'");
        assertProblem(
                http.get().uri("/actuator/cache/product/1").exchange(),
                404,
                "Cache 'product' holds nothing under the key '1'");
        assertProblem(http.delete().uri("/actuator/cache/product/1").exchange(), 404, "holds nothing");
    }

    @Test
    void whatIsMalformedIsRefused() {
        assertProblem(http.get().uri("/actuator/cache/product/red").exchange(), 400, "'red' is not a long");
        assertProblem(http.delete().uri("/actuator/cache/product/red").exchange(), 400, "'red' is not a long");
        assertProblem(
                http.get().uri("/actuator/cache/product?limit=0").exchange(), 400, "limit must be from 1 to 1000");
        assertProblem(http.get().uri("/actuator/cache/product?limit=x").exchange(), 400, "limit is no number: 'x'");
        assertProblem(http.get().uri("/actuator/cache/product?state=old").exchange(), 400, "fresh, stale or expired");
        assertProblem(http.get().uri("/actuator/cache/product?cursor=1").exchange(), 400, "The cursor '1' is unknown");
    }

    @Test
    void aLoadThatFailsIsAServerError() {
        assertProblem(http.post().uri("/actuator/cache/product/13").exchange(), 500, "no luck");
    }

    @Test
    void bootsOwnEndpointListsTheCachesToo() {
        assertThat(http.get().uri("/actuator/caches"))
                .bodyJson()
                .extractingPath("$.cacheManagers.cacheManager.caches.product")
                .isNotNull();
    }

    @Test
    void bootsOwnMetricsCountTheCachesToo() {
        double before = count("hit");
        products.find(5);
        products.find(5);
        products.find(5);
        assertThat(count("hit")).isEqualTo(before + 2);
        assertThat(http.get().uri("/actuator/metrics/cache.gets?tag=cache:product"))
                .bodyJson()
                .extractingPath("$.availableTags[?(@.tag=='result')].values[*]")
                .asArray()
                .containsExactlyInAnyOrder("hit", "stale", "negative", "miss");
        assertThat(http.get().uri("/actuator/metrics/cache.size?tag=cache:product"))
                .bodyJson()
                .extractingPath("$.measurements[0].value")
                .isEqualTo(1.0);
    }

    private double count(String result) {
        MvcTestResult metric = http.get()
                .uri("/actuator/metrics/cache.gets?tag=cache:product&tag=result:" + result)
                .exchange();
        return CacheEndpointTests.<Double>read(metric, "$.measurements[0].value");
    }

    private static void assertProblem(MvcTestResult result, int status, String reason) {
        assertThat(result).hasStatus(status);
        assertThat(result).bodyJson().extractingPath("$.status").isEqualTo(status);
        assertThat(result).bodyJson().extractingPath("$.reason").asString().contains(reason);
    }

    private String state(String uri) {
        return read(http.get().uri(uri).exchange(), "$.state");
    }

    private static <T> T read(MvcTestResult result, String path) {
        try {
            return com.jayway.jsonpath.JsonPath.read(result.getResponse().getContentAsString(), path);
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void tellsTheStoryOfAnEntry() {
        products.find(77);
        caches.known("product").invalidate(77L);
        products.find(77);
        MvcTestResult result =
                http.get().uri("/actuator/cache/product/77?explain=true").exchange();
        assertThat(result).hasStatusOk();
        assertThat(result).bodyJson().extractingPath("$.entry.state").isEqualTo("fresh");
        assertThat(result).bodyJson().extractingPath("$.flight").isNull();
        assertThat(result).bodyJson().extractingPath("$.fence").isEqualTo(Map.of("changing", false));
        assertThat(result)
                .bodyJson()
                .extractingPath("$.story[*].event")
                .asArray()
                .containsSubsequence("loaded", "invalidated", "loaded");
        assertThat(result)
                .bodyJson()
                .extractingPath("$.story[?(@.event == 'loaded')].tookMillis")
                .asArray()
                .contains(0.0);
    }

    @Test
    void tellsOfALoadThatRuns() throws Exception {
        CompletableFuture<Product> load = CompletableFuture.supplyAsync(() -> products.find(Products.SLOW));
        Products.LOADING.await();
        String uri = "/actuator/cache/product/" + Products.SLOW + "?explain=true";
        assertThat(http.get().uri(uri))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.flight")
                .isEqualTo(Map.of("phase", "loading", "ageMillis", 0, "current", true));
        caches.known("product").invalidateAll();
        assertThat(http.get().uri(uri))
                .bodyJson()
                .extractingPath("$.flight.current")
                .isEqualTo(false);
        // Whoever asks from now on has another load.
        caches.known("product").invalidate(Products.SLOW);
        assertThat(http.get().uri(uri)).bodyJson().extractingPath("$.flight").isNull();
        Products.GO.countDown();
        assertThat(load.get().id()).isEqualTo(Products.SLOW);
    }

    @Test
    void namesTheTiersThatThereAre() {
        products.find(77);
        assertThat(http.get().uri("/actuator/cache/product?tier=local"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.entries[*].key")
                .isEqualTo(List.of("77"));
        assertThat(http.get().uri("/actuator/cache/product/77?tier=local")).hasStatusOk();
        for (String uri : List.of("/actuator/cache/product?tier=redis", "/actuator/cache/product/77?tier=redis")) {
            assertThat(http.get().uri(uri))
                    .hasStatus(400)
                    .bodyJson()
                    .extractingPath("$.reason")
                    .isEqualTo("Cache 'product' has no tier 'redis'; there are: local");
        }
    }

    @Test
    void tellsTheStoryOfAnEntryThatIsGone() {
        products.find(77);
        caches.known("product").invalidate(77L);
        MvcTestResult result =
                http.get().uri("/actuator/cache/product/77?explain=true").exchange();
        assertThat(result).hasStatusOk();
        assertThat(result).bodyJson().extractingPath("$.entry").isNull();
        assertThat(http.get().uri("/actuator/cache/product/4711?explain=true").exchange())
                .hasStatus(404);
    }

    @Test
    void explainsOnRequestOnly() {
        products.find(77);
        assertThat(http.get().uri("/actuator/cache/product/77?explain=false").exchange())
                .bodyJson()
                .doesNotHavePath("$.story");
        MvcTestResult result =
                http.get().uri("/actuator/cache/product/77?explain=maybe").exchange();
        assertThat(result).hasStatus(400);
        assertThat(result)
                .bodyJson()
                .extractingPath("$.reason")
                .isEqualTo("explain must be true or false, not 'maybe'");
    }

    @Test
    void whatChangesSomethingIsAudited() {
        products.find(1);
        audited.clear();
        http.get().uri("/actuator/cache/product/1").exchange();
        http.post().uri("/actuator/cache/product/1").exchange();
        http.delete().uri("/actuator/cache/product/1").exchange();
        // Nothing is held any more, but a load of it might have been refused.
        http.delete().uri("/actuator/cache/product/1").exchange();
        http.delete().uri("/actuator/cache/product/red").exchange();
        http.delete().uri("/actuator/cache/product").exchange();
        http.delete().uri("/actuator/cache").exchange();
        assertThat(audited)
                .extracting(AuditEvent::getType, AuditEvent::getData)
                .containsExactly(
                        tuple("CACHE_REFRESHED", Map.of("cache", "product", "key", "1")),
                        tuple("CACHE_INVALIDATED", Map.of("cache", "product", "key", "1")),
                        tuple("CACHE_INVALIDATED", Map.of("cache", "product", "key", "1")),
                        tuple("CACHE_INVALIDATED", Map.of("cache", "product")),
                        tuple("CACHE_INVALIDATED", Map.of()));
    }

    @Test
    void takesAKeyOfAnyCharactersAsAParameter() {
        String key = "a\\,b/c;d%";
        products.byPath(key);
        assertThat(http.get()
                        .uri("/actuator/cache/path?key={key}", KeyText.format(key))
                        .exchange())
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.key")
                .isEqualTo(KeyText.format(key));
        assertThat(http.get()
                        .uri("/actuator/cache/path?key={key}&explain=true", KeyText.format(key))
                        .exchange())
                .bodyJson()
                .extractingPath("$.story")
                .asArray()
                .isNotEmpty();
        assertThat(http.delete()
                        .uri("/actuator/cache/path?key={key}", KeyText.format(key))
                        .exchange())
                .hasStatus(204);
        assertThat(caches.known("path").size()).isZero();
        products.find(1);
        assertThat(http.post()
                        .uri("/actuator/cache/product")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"key\": \"1\"}")
                        .exchange())
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.key")
                .isEqualTo("1");
    }
}
