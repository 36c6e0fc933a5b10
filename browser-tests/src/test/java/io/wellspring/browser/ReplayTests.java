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
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The page during a replay of recorded traffic. Takes minutes: for the images only. */
@EnabledIfSystemProperty(named = Screenshots.TRACE, matches = ".+", disabledReason = "there is no trace to replay")
class ReplayTests {

    private static final int POINTS = 45;

    @Test
    void showsWhatACacheDoesDuringAReplay() throws Exception {
        String trace =
                Path.of(String.valueOf(Screenshots.trace())).toAbsolutePath().toString();
        try (Chromium chromium = new Chromium();
                SampleApplication sample = new SampleApplication(
                        60_000,
                        "--replay=" + trace,
                        "--replay-rate=2500",
                        "--wellspring.caches.product.freshness.rate=1%",
                        "--wellspring.caches.product.freshness.objective=99.9%");
                BrowserContext context = chromium.open()) {
            Page page = context.newPage();
            page.navigate(sample.actuator("/cachedashboard"));
            Locator product = page.getByRole(
                    AriaRole.LINK,
                    new Page.GetByRoleOptions().setName("product").setExact(true));
            assertThat(product).isVisible();
            Locator small = page.locator("tr", new Page.LocatorOptions().setHas(product))
                    .locator("polyline");
            await().atMost(Duration.ofMinutes(3))
                    .until(() -> String.valueOf(small.getAttribute("points")).split(" ", -1).length >= POINTS);
            page.setViewportSize(1200, 240);
            Screenshots.take(page, "dashboard-overview");
            page.setViewportSize(1200, 900);
            product.click();
            assertThat(page.locator("figure")).hasCount(4);
            assertThat(page.locator("tbody tr")).hasCount(50);
            assertThat(page.getByText("hits compared with fresh loads")).isVisible();
            Screenshots.take(page, "dashboard-cache");
        }
    }
}
