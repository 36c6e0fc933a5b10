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
package io.wellspring.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page of the caches, as a person uses it. */
class DashboardTests {

    private static final String DASHBOARD = "/cachedashboard";

    private static SampleApplication sample;
    private static Chromium chromium;

    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final Set<String> hosts = new ConcurrentSkipListSet<>();
    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void start() throws IOException {
        chromium = new Chromium();
        sample = new SampleApplication(2000);
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
        if (sample != null) {
            sample.close();
        }
    }

    @BeforeEach
    void open() {
        context = chromium.open();
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                errors.add(message.text());
            }
        });
        page.onPageError(errors::add);
        page.onRequest(
                request -> hosts.add(String.valueOf(URI.create(request.url()).getHost())));
    }

    @AfterEach
    void close() {
        context.close();
        assertThat(hosts).as("nothing is asked of anybody else").isEqualTo(Set.of("localhost"));
    }

    @Test
    void showsHowOftenACacheHitsWhileThereIsTraffic() throws Exception {
        page.navigate(sample.actuator(DASHBOARD));
        assertThat(page).hasTitle("Caches");
        Locator row = row("product");
        assertThat(row).isVisible();
        Locator ratio = row.locator("td").nth(1);
        AtomicBoolean hits = new AtomicBoolean(true);
        AtomicBoolean over = new AtomicBoolean();
        Thread traffic = new Thread(() -> {
            for (int i = 0; !over.get(); i++) {
                try {
                    sample.shop("/products/" + (hits.get() ? 1 : 100 + i % 1800));
                } catch (IOException | InterruptedException e) {
                    return;
                }
            }
        });
        traffic.start();
        try {
            await().until(() -> share(ratio) > 0.9);
            hits.set(false);
            await().until(() -> share(ratio) < 0.9);
            row.getByRole(AriaRole.LINK).click();
            assertThat(page.locator("figure")).hasCount(4);
            assertThat(page.locator("figure").first().locator("strong")).not().hasText("–");
            hits.set(true);
        } finally {
            over.set(true);
            traffic.join();
        }
        assertThat(errors).isEmpty();
    }

    @Test
    void findsAnEntryAndInvalidatesItOnceAsked() throws Exception {
        sample.shop("/products/42");
        sample.shop("/products/43");
        page.navigate(sample.actuator(DASHBOARD + "#/product"));
        page.getByLabel("Key begins with").fill("42");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Search"))
                .click();
        assertThat(entryLink("43")).hasCount(0);
        entryLink("42").click();
        assertThat(page.locator("dl")).containsText("fresh");
        assertThat(page.locator("pre")).containsText("\"id\": 42");
        assertThat(page.locator("ol.story li").first()).containsText("Loaded");
        Screenshots.take(page, "dashboard-entry");

        button("Invalidate").click();
        page.locator("dialog").getByText("Cancel").click();
        assertThat(sample.get(sample.actuator("/cache/product/42"))).isEqualTo(200);

        button("Invalidate").click();
        page.locator("#yes").click();
        assertThat(page.getByText("Nothing is cached under this key now.")).isVisible();
        assertThat(page.locator("ol.story li").first()).containsText("Invalidated");
        assertThat(sample.get(sample.actuator("/cache/product/42"))).isEqualTo(404);

        button("Refresh").click();
        page.locator("#yes").click();
        assertThat(page.locator("dl")).containsText("fresh");
        assertThat(sample.get(sample.actuator("/cache/product/42"))).isEqualTo(200);
        assertThat(errors).isEmpty();
    }

    @Test
    void sortsAndPagesTheEntriesAndInvalidatesAll() throws Exception {
        for (int id = 1; id <= 120; id++) {
            sample.shop("/products/" + id);
        }
        page.navigate(sample.actuator(DASHBOARD + "#/product"));
        Locator rows = page.locator("tbody tr");
        assertThat(rows).hasCount(50);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Key"))
                .first()
                .click();
        assertThat(page.locator("th[aria-sort=ascending]")).hasCount(1);
        List<Integer> keys = rows.locator("td:first-child").allTextContents().stream()
                .map(Integer::valueOf)
                .toList();
        assertThat(keys).isSorted();
        button("Next page").click();
        await().until(() -> !rows.locator("td:first-child").allTextContents().stream()
                .map(Integer::valueOf)
                .toList()
                .equals(keys));
        button("Invalidate all").click();
        page.locator("#yes").click();
        assertThat(page.getByText("No entries.")).isVisible();
        assertThat(errors).isEmpty();
    }

    @Test
    void takesWhatComesFromOutsideForText() throws Exception {
        sample.shop("/categories/%3Cimg%20src=x%20onerror=alert(1)%3E/products");
        page.navigate(sample.actuator(DASHBOARD + "#/productsByCategory"));
        Locator link = page.locator("tbody a").filter(new Locator.FilterOptions().setHasText("<img"));
        assertThat(link).hasCount(1);
        link.click();
        assertThat(page.locator("h2")).containsText("<img src=x onerror=alert(1)>");
        assertThat(page.locator("img")).hasCount(0);
        assertThat(errors).isEmpty();
    }

    @Test
    void isUsedByKeyboard() {
        page.navigate(sample.actuator(DASHBOARD));
        assertThat(row("product")).isVisible();
        row("product").getByRole(AriaRole.LINK).focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("h2")).hasText("product");
        assertThat(page.locator("#view")).isFocused();
        for (int i = 0; i < 10 && !page.evaluate("document.activeElement.id").equals("prefix"); i++) {
            page.keyboard().press("Tab");
        }
        assertThat(page.getByLabel("Key begins with")).isFocused();
        assertThat(errors).isEmpty();
    }

    @Test
    void fitsAPhoneAndTheDark() {
        page.setViewportSize(360, 740);
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (String place : List.of("#/", "#/product", "#/product/1")) {
                page.navigate("about:blank");
                page.navigate(sample.actuator(DASHBOARD + place));
                assertThat(page.locator("#live")).hasText("Live");
                Object width = page.evaluate("document.documentElement.scrollWidth");
                assertThat((Integer) width).as(place).isLessThanOrEqualTo(360);
            }
            Object ground = page.evaluate("getComputedStyle(document.body).backgroundColor");
            assertThat(ground).isEqualTo(scheme == ColorScheme.DARK ? "rgb(18, 23, 29)" : "rgb(255, 255, 255)");
            Screenshots.take(page, "dashboard-phone-" + scheme.name().toLowerCase(Locale.ROOT));
        }
        hosts.remove("null");
        assertThat(errors).isEmpty();
    }

    @Test
    void saysWhenTheApplicationIsOutOfReach() {
        page.navigate(sample.actuator(DASHBOARD));
        assertThat(page.locator("#live")).hasText("Live");
        context.setOffline(true);
        assertThat(page.locator("#live")).hasText("Not live: The application does not answer.");
        context.setOffline(false);
        assertThat(page.locator("#live")).hasText("Live");
    }

    @Test
    void saysWhatIsMissing() {
        page.navigate(sample.actuator(DASHBOARD + "#/nobody"));
        assertThat(page.getByText("There is no such cache.")).isVisible();
        page.navigate(sample.actuator(DASHBOARD + "#/product/1999"));
        assertThat(page.getByText("Nothing is cached under this key, and nothing is remembered of it."))
                .isVisible();
    }

    @Test
    void isForOperators() throws Exception {
        assertThat(sample.getAsAnybody(sample.actuator(DASHBOARD))).isEqualTo(401);
        page.navigate(sample.actuator(DASHBOARD));
        assertThat(row("product")).isVisible();
    }

    private Locator row(String cache) {
        return page.locator("tbody tr")
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByRole(
                                AriaRole.LINK,
                                new Page.GetByRoleOptions().setName(cache).setExact(true))));
    }

    private Locator entryLink(String key) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(key).setExact(true));
    }

    private Locator button(String text) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(text).setExact(true));
    }

    private static double share(Locator cell) {
        String text = cell.textContent().replace(" %", "");
        return text.equals("–") ? -1 : Double.parseDouble(text) / 100;
    }
}
