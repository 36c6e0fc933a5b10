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
import org.springframework.cache.annotation.Cacheable;

/** The annotated bean of {@link FiftyMethods} that is no repository. */
class FiftyComputations {

    @ReadThrough
    @Cacheable("FiftyComputations.price")
    public String price(Long article) {
        return "Price of " + article;
    }

    @ReadThrough
    @Cacheable("FiftyComputations.discount")
    public String discount(Long article) {
        return "Discount of " + article;
    }

    @ReadThrough
    @Cacheable("FiftyComputations.tax")
    public String tax(Long article) {
        return "Tax of " + article;
    }

    @ReadThrough
    @Cacheable("FiftyComputations.postage")
    public String postage(Long article) {
        return "Postage of " + article;
    }

    @ReadThrough
    @Cacheable("FiftyComputations.weight")
    public String weight(Long article) {
        return "Weight of " + article;
    }

    @ReadThrough
    @Cacheable("FiftyComputations.stock")
    public String stock(Long article) {
        return "Stock of " + article;
    }

    @ReadThrough
    @Cacheable("FiftyComputations.rating")
    public String rating(Long article) {
        return "Rating of " + article;
    }

    @ReadThrough
    @Cacheable("FiftyComputations.rank")
    public String rank(Long article) {
        return "Rank of " + article;
    }

    @ReadThrough
    @Cacheable("FiftyComputations.title")
    public String title(Long article, String language) {
        return "Title of " + article + " in " + language;
    }

    @ReadThrough
    @Cacheable("FiftyComputations.summary")
    public String summary(Long article, String language) {
        return "Summary of " + article + " in " + language;
    }
}
