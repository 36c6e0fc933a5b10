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

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The images of the documentation: {@code -Dbrowser.screenshots=FILE} takes them anew, some while the trace in that file is replayed. */
final class Screenshots {

    static final String TRACE = "browser.screenshots";

    private static final Path IMAGES = Path.of("..", "docs", "images");

    private Screenshots() {}

    static @Nullable String trace() {
        return System.getProperty(TRACE);
    }

    static void take(Page page, String name) {
        if (trace() != null) {
            page.screenshot(new Page.ScreenshotOptions().setPath(IMAGES.resolve(name + ".png")));
        }
    }
}
