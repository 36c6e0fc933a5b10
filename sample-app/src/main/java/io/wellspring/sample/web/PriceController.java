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

import io.wellspring.engine.ReadThroughCache;
import io.wellspring.sample.shop.NotFoundException;
import io.wellspring.sample.shop.Price;
import io.wellspring.sample.shop.PriceDraft;
import io.wellspring.sample.shop.PriceService;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/prices")
class PriceController {

    private final ReadThroughCache<Long, Price> prices;

    private final PriceService service;

    PriceController(ReadThroughCache<Long, Price> prices, PriceService service) {
        this.prices = prices;
        this.service = service;
    }

    @GetMapping("/{productId}")
    PriceView get(@PathVariable long productId) {
        Price price = prices.get(productId);
        if (price == null) {
            throw new NotFoundException("price of product", productId);
        }
        return PriceView.of(price);
    }

    @PutMapping("/{productId}")
    PriceView set(@PathVariable long productId, @Valid @RequestBody PriceDraft draft) {
        return PriceView.of(service.set(productId, draft));
    }
}
