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
package io.wellspring.fleet.process;

import io.wellspring.annotation.ReadThrough;
import jakarta.persistence.EntityManager;
import java.util.concurrent.atomic.AtomicInteger;

/** A cache whose loads are counted. */
class Cold {

    private final AtomicInteger loads = new AtomicInteger();
    private final EntityManager entityManager;

    Cold(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    @ReadThrough(value = "cold", dependsOn = Article.class)
    public ArticleView read(long key) {
        loads.incrementAndGet();
        return ArticleView.of(entityManager.find(Article.class, key % Board.ARTICLES));
    }

    public int loads() {
        return loads.get();
    }
}
