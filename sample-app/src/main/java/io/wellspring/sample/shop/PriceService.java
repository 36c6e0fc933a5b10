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
package io.wellspring.sample.shop;

import jakarta.persistence.EntityManager;
import org.springframework.orm.ObjectOptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional
public class PriceService {

    private final EntityManager entityManager;

    PriceService(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    /** Changes the price of a product, or gives a new product its first one. */
    public Price set(long productId, PriceDraft draft) {
        Price price = entityManager.find(Price.class, productId);
        if (price == null) {
            return create(productId, draft);
        }
        if (draft.version() != null && draft.version() != price.getVersion()) {
            throw new ObjectOptimisticLockingFailureException(Price.class, productId);
        }
        price.change(draft.amount(), draft.currency());
        return price;
    }

    private Price create(long productId, PriceDraft draft) {
        if (entityManager.find(Product.class, productId) == null) {
            throw new NotFoundException("product", productId);
        }
        Price price = new Price(productId, draft.amount(), draft.currency());
        entityManager.persist(price);
        return price;
    }
}
