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
package io.wellspring.sample.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import jakarta.servlet.http.Cookie;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** With the profile {@code secured}, only operators look inside, and nobody makes their browsers change something. */
@SpringBootTest(properties = "shop.products=200")
@AutoConfigureMockMvc
@ActiveProfiles("secured")
@Import(SecuredTests.Audit.class)
class SecuredTests {

    private static final String OPERATOR = "operator";

    @TestConfiguration(proxyBeanMethods = false)
    static class Audit {

        final List<AuditEvent> events = new ArrayList<>();

        @EventListener
        void on(AuditApplicationEvent event) {
            events.add(event.getAuditEvent());
        }
    }

    @Autowired
    private MockMvcTester http;

    @Autowired
    private Audit audit;

    @ParameterizedTest
    @ValueSource(
            strings = {"/actuator/cache", "/actuator/cache/product", "/actuator/cachedashboard", "/actuator/metrics"})
    void whatLooksInsideIsForOperators(String uri) {
        assertThat(http.get().uri(uri)).hasStatus(401);
        assertThat(http.get().uri(uri).headers(basic(OPERATOR))).hasStatusOk();
        assertThat(http.get().uri(uri).headers(basic("wrong"))).hasStatus(401);
    }

    @Test
    void theShopAndItsHealthAreForAnybody() {
        assertThat(http.get().uri("/products/42")).hasStatusOk();
        assertThat(http.get().uri("/actuator/health")).hasStatusOk().bodyJson().doesNotHavePath("$.components.cache");
    }

    @Test
    void operatorsSeeValues() throws UnsupportedEncodingException {
        assertThat(http.get().uri("/products/43")).hasStatusOk();
        MvcTestResult entry = http.get()
                .uri("/actuator/cache/product/43")
                .headers(basic(OPERATOR))
                .exchange();
        assertThat(JsonPath.<Integer>read(entry.getResponse().getContentAsString(), "$.value.id"))
                .isEqualTo(43);
    }

    @Test
    void whatChangesSomethingNeedsTheTokenOfTheCookieAndTellsWhoDidIt() {
        assertThat(http.get().uri("/products/44")).hasStatusOk();
        assertThat(http.delete().uri("/actuator/cache/product/44").headers(basic(OPERATOR)))
                .hasStatus(403);
        Cookie token = http.get()
                .uri("/actuator/cachedashboard")
                .headers(basic(OPERATOR))
                .exchange()
                .getResponse()
                .getCookie("XSRF-TOKEN");
        assertThat(token).isNotNull();
        assertThat(token.isHttpOnly()).isFalse();
        assertThat(http.delete()
                        .uri("/actuator/cache/product/44")
                        .headers(basic(OPERATOR))
                        .cookie(token)
                        .header("X-XSRF-TOKEN", token.getValue()))
                .hasStatus(204);
        assertThat(audit.events)
                .filteredOn(event -> event.getType().equals("CACHE_INVALIDATED"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getPrincipal()).isEqualTo(OPERATOR);
                    assertThat(event.getData())
                            .containsEntry("cache", "product")
                            .containsEntry("key", "44");
                });
    }

    @Nested
    @TestPropertySource(properties = "spring.security.user.roles=CLERK")
    class ForAClerk {

        @Test
        void nothingInsideIsShown(@Autowired MockMvcTester http) {
            assertThat(http.get().uri("/actuator/cache").headers(basic(OPERATOR)))
                    .hasStatus(403);
            assertThat(http.get().uri("/products/45").headers(basic(OPERATOR))).hasStatusOk();
        }
    }

    private static Consumer<HttpHeaders> basic(String password) {
        return headers -> headers.setBasicAuth(OPERATOR, password);
    }
}
