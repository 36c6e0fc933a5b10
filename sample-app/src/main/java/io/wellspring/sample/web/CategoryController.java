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

import io.wellspring.sample.shop.CategoryRepository;
import io.wellspring.sample.shop.NotFoundException;
import io.wellspring.sample.shop.ProductRepository;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.List;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CategoryController {

    private static final int PAGE_SIZE = 20;

    private final ProductRepository products;

    private final CategoryRepository categories;

    CategoryController(ProductRepository products, CategoryRepository categories) {
        this.products = products;
        this.categories = categories;
    }

    @GetMapping("/categories/{name}/products")
    CategoryPage products(@PathVariable String name, @RequestParam(defaultValue = "0") @PositiveOrZero int page) {
        PageRequest request = PageRequest.of(page, PAGE_SIZE, Sort.by("id"));
        List<ProductView> views = products.findByCategoryName(name, request).stream()
                .map(ProductView::of)
                .toList();
        if (views.isEmpty() && !categories.existsByName(name)) {
            throw new NotFoundException("category", name);
        }
        return new CategoryPage(name, page, views);
    }
}
