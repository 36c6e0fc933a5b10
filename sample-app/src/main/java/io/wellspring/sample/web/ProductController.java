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

import io.wellspring.sample.shop.NotFoundException;
import io.wellspring.sample.shop.ProductDraft;
import io.wellspring.sample.shop.ProductRepository;
import io.wellspring.sample.shop.ProductService;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/products")
class ProductController {

    private final ProductRepository products;

    private final ProductService service;

    ProductController(ProductRepository products, ProductService service) {
        this.products = products;
        this.service = service;
    }

    @GetMapping("/{id}")
    ProductView get(@PathVariable long id) {
        return products.findById(id).map(ProductView::of).orElseThrow(() -> new NotFoundException("product", id));
    }

    /** Those that there are, of the ones that are asked for. */
    @GetMapping(params = "ids")
    List<ProductView> getAll(@RequestParam List<Long> ids) {
        return products.findAllById(ids).stream().map(ProductView::of).toList();
    }

    @PostMapping
    ResponseEntity<ProductView> create(@Valid @RequestBody ProductDraft draft) {
        ProductView product = ProductView.of(service.create(draft));
        return ResponseEntity.created(URI.create("/products/" + product.id())).body(product);
    }

    @PutMapping("/{id}")
    ProductView update(@PathVariable long id, @Valid @RequestBody ProductDraft draft) {
        return ProductView.of(service.update(id, draft));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable long id) {
        service.delete(id);
    }
}
