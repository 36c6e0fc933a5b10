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
package io.wellspring.benchmarks;

import io.wellspring.annotation.ReadThrough;

/** The annotated bean of {@link FiftyMethods} that is no repository. */
class FiftyComputations {

    @ReadThrough
    public String price(Long article) {
        return "Price of " + article;
    }

    @ReadThrough
    public String discount(Long article) {
        return "Discount of " + article;
    }

    @ReadThrough
    public String tax(Long article) {
        return "Tax of " + article;
    }

    @ReadThrough
    public String postage(Long article) {
        return "Postage of " + article;
    }

    @ReadThrough
    public String weight(Long article) {
        return "Weight of " + article;
    }

    @ReadThrough
    public String stock(Long article) {
        return "Stock of " + article;
    }

    @ReadThrough
    public String rating(Long article) {
        return "Rating of " + article;
    }

    @ReadThrough
    public String rank(Long article) {
        return "Rank of " + article;
    }

    @ReadThrough
    public String title(Long article, String language) {
        return "Title of " + article + " in " + language;
    }

    @ReadThrough
    public String summary(Long article, String language) {
        return "Summary of " + article + " in " + language;
    }
}
