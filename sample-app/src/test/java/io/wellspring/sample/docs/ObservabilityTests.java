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
package io.wellspring.sample.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.wellspring.policy.Ticker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What the documentation says of metrics is what Prometheus finds. */
@SpringBootTest(
        properties = {
            "shop.products=200",
            "management.prometheus.metrics.export.enabled=true",
            "wellspring.caches.product.stale-ttl=1h",
            "wellspring.caches.product.freshness.rate=100%",
            "wellspring.caches.product.freshness.objective=99%"
        })
@AutoConfigureMockMvc
class ObservabilityTests {

    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern NAME = Pattern.compile("\\bcache_[a-z_]+");
    private static final Pattern LABEL = Pattern.compile("\\b(cache|result|tier|cause|trigger|quantile)(?:!?=~?)\"");

    @TestConfiguration(proxyBeanMethods = false)
    static class Time {

        @Bean
        AtomicLong passed() {
            return new AtomicLong();
        }

        @Bean
        Ticker ticker(AtomicLong passed) {
            Ticker system = Ticker.system();
            return () -> system.nanos() + passed.get();
        }
    }

    @Autowired
    private MockMvcTester http;

    @Autowired
    private AtomicLong passed;

    @ParameterizedTest
    @ValueSource(strings = {"observability.md", "observability/alerts.yml", "observability/grafana-dashboard.json"})
    void namesOnlyWhatThereIs(String document) throws IOException {
        String scraped = scrape();
        String text = Files.readString(DOCS.resolve(document)).replace("\\\"", "\"");
        Set<String> named = all(NAME, text, MatchResult::group);
        assertThat(named).isNotEmpty();
        Set<String> there = all(NAME, scraped, MatchResult::group);
        assertThat(there).containsAll(named);
        Set<String> labels = all(LABEL, text, match -> match.group(1));
        for (String label : labels) {
            assertThat(scraped).contains(label + "=\"");
        }
    }

    @Test
    void theDashboardIsOneThatCanBeImported() throws IOException {
        String dashboard = Files.readString(DOCS.resolve("observability/grafana-dashboard.json"));
        List<Integer> ids = JsonPath.read(dashboard, "$.panels[*].id");
        assertThat(ids).doesNotHaveDuplicates().isNotEmpty();
        List<String> expressions = JsonPath.read(dashboard, "$.panels[*].targets[*].expr");
        assertThat(expressions)
                .isNotEmpty()
                .allSatisfy(expression -> assertThat(count(expression, '(')).isEqualTo(count(expression, ')')));
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }

    /** After a load, a fresh hit and a stale one. */
    private String scrape() {
        http.get().uri("/products/1").exchange();
        http.get().uri("/products/1").exchange();
        passed.addAndGet(Duration.ofMinutes(20).toNanos());
        http.get().uri("/products/1").exchange();
        return new String(
                http.get().uri("/actuator/prometheus").exchange().getResponse().getContentAsByteArray(),
                StandardCharsets.UTF_8);
    }

    private static Set<String> all(Pattern pattern, String text, Function<MatchResult, String> part) {
        return pattern.matcher(text).results().map(part).collect(Collectors.toCollection(TreeSet::new));
    }
}
