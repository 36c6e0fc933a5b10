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

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/** Walks through the shop as a person with curl does. Each test has products of its own. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "shop.products=200")
@AutoConfigureRestTestClient
class ShopOverHttpTests {

    @Autowired
    private RestTestClient client;

    @BeforeEach
    void startCold() {
        delete("/actuator/cache").expectStatus().is2xxSuccessful();
    }

    @Test
    void onlyTheFirstReadOfAProductAsksTheDatabase() {
        String body = "{'id': 42, 'sku': 'LUG-0000042', 'category': 'Luggage', 'version': 0}";
        expectOk(get("/products/42"), 1).expectBody().json(json(body));
        expectOk(get("/products/42"), 0).expectBody().json(json(body));
    }

    @Test
    void severalProductsShareTheirEntriesWithSingleOnes() {
        expectOk(get("/products/51"), 1);
        expectOk(get("/products?ids=52,51,4711,53,51"), 1)
                .expectBody()
                .jsonPath("$.length()")
                .isEqualTo(3)
                .jsonPath("$[0].id")
                .isEqualTo(52)
                .jsonPath("$[1].id")
                .isEqualTo(51)
                .jsonPath("$[2].id")
                .isEqualTo(53);
        expectOk(get("/products?ids=53,51"), 0);
        expectOk(get("/products/52"), 0);
        expectOk(get("/products?ids="), 0).expectBody().json("[]");
    }

    @Test
    void aChangedProductIsSeenByTheNextRead() {
        expectOk(get("/products/43"), 1);
        put("/products/43", draft("Blue Teapot", "TEA-43", "Kitchen", 0))
                .expectStatus()
                .isOk();
        String body = "{'name': 'Blue Teapot', 'sku': 'TEA-43', 'category': 'Kitchen', 'version': 1}";
        expectOk(get("/products/43"), 1).expectBody().json(json(body));
        expectOk(get("/products/43"), 0).expectBody().json(json(body));
    }

    @Test
    void theAnswerToAChangeIsTheNewState() {
        put("/products/44", draft("Red Teapot", "TEA-44", "Kitchen", 0))
                .expectStatus()
                .isOk()
                .expectBody()
                .json(json("{'id': 44, 'name': 'Red Teapot', 'category': 'Kitchen', 'version': 1}"));
    }

    @Test
    void aNewProductIsFoundWhereItsLocationSays() {
        String location = post("/products", draft("Green Teapot", "TEA-NEW", "Kitchen", null))
                .expectStatus()
                .isCreated()
                .expectHeader()
                .exists(SqlStatementsFilter.HEADER)
                .returnResult()
                .getResponseHeaders()
                .getFirst("Location");
        get(location).expectStatus().isOk().expectBody().json(json("{'name': 'Green Teapot', 'version': 0}"));
    }

    @Test
    void aDeletedProductIsGone() {
        expectOk(get("/products/45"), 1);
        expectOk(get("/prices/45"), 1);
        delete("/products/45").expectStatus().isNoContent();
        expectProblem(get("/products/45"), 404);
        expectProblem(get("/prices/45"), 404);
    }

    @Test
    void anAbsentProductIsCachedToo() {
        expectProblem(get("/products/4711"), 404)
                .expectHeader()
                .valueEquals(SqlStatementsFilter.HEADER, "1")
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("There is no product '4711'");
        expectProblem(get("/products/4711"), 404).expectHeader().valueEquals(SqlStatementsFilter.HEADER, "0");
    }

    @Test
    void aPageOfACategoryIsCachedAndFollowsItsProducts() {
        expectOk(get("/categories/Garden/products?page=0"), 1)
                .expectBody()
                .jsonPath("$.products.length()")
                .isEqualTo(8)
                .jsonPath("$.products[0].id")
                .isEqualTo(13);
        expectOk(get("/categories/Garden/products"), 0);
        get("/categories/Garden/products?page=1")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.products")
                .isEmpty();
        put("/products/13", draft("Golden Rake", "RAKE-13", "Garden", null))
                .expectStatus()
                .isOk();
        expectOk(get("/categories/Garden/products"), 1)
                .expectBody()
                .jsonPath("$.products[0].name")
                .isEqualTo("Golden Rake");
    }

    @Test
    void aPriceIsCachedAndItsChangeIsSeenByTheNextRead() {
        expectOk(get("/prices/46"), 1).expectBody().json(json("{'productId': 46, 'currency': 'EUR', 'version': 0}"));
        expectOk(get("/prices/46"), 0);
        put("/prices/46", "{'amount': 12.50, 'currency': 'USD'}").expectStatus().isOk();
        expectOk(get("/prices/46"), 1)
                .expectBody()
                .json(json("{'productId': 46, 'amount': 12.50, 'currency': 'USD', 'version': 1}"));
    }

    @Test
    void aNewProductGetsAPrice() {
        String location = post("/products", draft("Priced Teapot", "TEA-PRICED", "Kitchen", null))
                .returnResult()
                .getResponseHeaders()
                .getFirst("Location");
        String price = location.replace("/products/", "/prices/");
        expectProblem(get(price), 404);
        put(price, "{'amount': 7, 'currency': 'EUR'}").expectStatus().isOk();
        get(price).expectStatus().isOk().expectBody().json(json("{'amount': 7.00, 'version': 0}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/products/x", "/prices/x", "/categories/Garden/products?page=-1"})
    void aMalformedRequestIsRefused(String path) {
        expectProblem(get(path), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{'name': 'Half a Product'}",
                "{'name': '', 'sku': 'X', 'description': '', 'category': 'Garden'}",
                "{'name': 'X', 'sku': 'X', 'description': '', 'category': 'No Such Category'}"
            })
    void aMalformedProductIsRefused(String draft) {
        expectProblem(post("/products", draft), 400);
        expectProblem(put("/products/47", draft), 400);
    }

    @Test
    void aMalformedPriceIsRefusedWithTheReason() {
        expectProblem(put("/prices/47", "{'amount': -1, 'currency': 'euro'}"), 400)
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("amount must be greater than or equal to 0, currency must match \"[A-Z]{3}\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/products/4712", "/prices/4712", "/categories/None/products", "/nowhere"})
    void whatIsUnknownIsNotFound(String path) {
        expectProblem(get(path), 404).expectHeader().exists(SqlStatementsFilter.HEADER);
    }

    @Test
    void anUnknownProductCannotBeChangedOrDeleted() {
        expectProblem(put("/products/4713", draft("Ghost", "GHOST", "Garden", null)), 404);
        expectProblem(put("/prices/4713", "{'amount': 1, 'currency': 'EUR'}"), 404);
        expectProblem(delete("/products/4713"), 404);
    }

    @Test
    void aChangeOfAnOldVersionIsAConflict() {
        put("/products/48", draft("First", "SKU-48", "Kitchen", 0))
                .expectStatus()
                .isOk();
        expectProblem(put("/products/48", draft("Second", "SKU-48", "Kitchen", 0)), 409);
        get("/products/48").expectBody().json(json("{'name': 'First', 'version': 1}"));
        expectProblem(put("/prices/48", "{'amount': 1, 'currency': 'EUR', 'version': 7}"), 409);
    }

    @Test
    void aSkuInUseIsAConflict() {
        expectProblem(post("/products", draft("Twin", "LUG-0000090", "Kitchen", null)), 409);
    }

    @Test
    void theEndpointShowsWhatIsCached() {
        expectOk(get("/products/49"), 1);
        get("/actuator/cache/product/49")
                .expectStatus()
                .isOk()
                .expectBody()
                .json(json("{'key': '49', 'state': 'fresh', 'absent': false}"))
                .jsonPath("$.version")
                .isNumber()
                .jsonPath("$.ageMillis")
                .isNumber()
                .jsonPath("$.freshForMillis")
                .isNumber()
                .jsonPath("$.value.sku")
                .isEqualTo("BAB-0000049");
    }

    @Test
    void theEndpointTellsWhatIsDeclaredAndWhatIsObserved() {
        expectOk(get("/products/51"), 1);
        get("/actuator/cache")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.caches.product.dependsOn[0]")
                .isEqualTo("io.wellspring.sample.shop.Product")
                .jsonPath("$.caches.product.observed[0]")
                .isEqualTo("io.wellspring.sample.shop.Category");
    }

    @Test
    void theEndpointInvalidatesAndRefreshes() {
        expectOk(get("/products/50"), 1);
        delete("/actuator/cache/product/50").expectStatus().is2xxSuccessful();
        expectOk(get("/products/50"), 1);
        expectOk(get("/products/50"), 0);
        client.post()
                .uri("/actuator/cache/product/50")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals(SqlStatementsFilter.HEADER, "1")
                .expectBody()
                .json(json("{'key': '50', 'state': 'fresh'}"));
        expectOk(get("/products/50"), 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/cache/none", "/actuator/cache/none/1", "/actuator/cache/product/4714"})
    void theEndpointDoesNotFindWhatIsUnknown(String path) {
        get(path).expectStatus().isNotFound();
    }

    private ResponseSpec get(String uri) {
        return client.get().uri(uri).exchange();
    }

    private ResponseSpec delete(String uri) {
        return client.delete().uri(uri).exchange();
    }

    private ResponseSpec put(String uri, String body) {
        return client.put()
                .uri(uri)
                .contentType(MediaType.APPLICATION_JSON)
                .body(json(body))
                .exchange();
    }

    private ResponseSpec post(String uri, String body) {
        return client.post()
                .uri(uri)
                .contentType(MediaType.APPLICATION_JSON)
                .body(json(body))
                .exchange();
    }

    private static ResponseSpec expectOk(ResponseSpec response, int statements) {
        return response.expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals(SqlStatementsFilter.HEADER, Integer.toString(statements));
    }

    private static ResponseSpec expectProblem(ResponseSpec response, int status) {
        return response.expectStatus().isEqualTo(status).expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    private static String draft(String name, String sku, String category, Integer version) {
        return "{'name': '%s', 'sku': '%s', 'description': 'Changed', 'category': '%s', 'version': %s}"
                .formatted(name, sku, category, version);
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
