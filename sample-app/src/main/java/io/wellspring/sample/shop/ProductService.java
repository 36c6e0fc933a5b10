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
import org.springframework.http.HttpStatus;
import org.springframework.orm.ObjectOptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;

/** Changes products. Reads what it changes from the database: a cached entity is a detached copy. */
@Service
@Transactional
public class ProductService {

    private final EntityManager entityManager;

    private final CategoryRepository categories;

    ProductService(EntityManager entityManager, CategoryRepository categories) {
        this.entityManager = entityManager;
        this.categories = categories;
    }

    public Product create(ProductDraft draft) {
        Product product = new Product(draft.name(), draft.sku(), draft.description(), category(draft.category()));
        entityManager.persist(product);
        return product;
    }

    public Product update(long id, ProductDraft draft) {
        Product product = find(id);
        if (draft.version() != null && draft.version() != product.getVersion()) {
            throw new ObjectOptimisticLockingFailureException(Product.class, id);
        }
        product.change(draft.name(), draft.sku(), draft.description(), category(draft.category()));
        return product;
    }

    public void delete(long id) {
        entityManager.remove(find(id));
        removeIfPresent(Price.class, id);
        removeIfPresent(Stock.class, id);
    }

    private void removeIfPresent(Class<?> type, long id) {
        Object entity = entityManager.find(type, id);
        if (entity != null) {
            entityManager.remove(entity);
        }
    }

    private Product find(long id) {
        Product product = entityManager.find(Product.class, id);
        if (product == null) {
            throw new NotFoundException("product", id);
        }
        return product;
    }

    private Category category(String name) {
        return categories
                .findByName(name)
                .orElseThrow(() ->
                        new ResponseStatusException(HttpStatus.BAD_REQUEST, "There is no category '" + name + "'"));
    }
}
