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
package io.wellspring.benchmarks.staleset;

import org.springframework.transaction.support.TransactionOperations;

/** Reads from and writes to a repository. Subclasses say by annotations what is cached. */
class DatabaseProducts implements Products {

    private final ProductRepository repository;
    private final TransactionOperations transactions;

    DatabaseProducts(ProductRepository repository, TransactionOperations transactions) {
        this.repository = repository;
        this.transactions = transactions;
    }

    @Override
    public Product find(Long id) {
        return repository.findById(id).orElseThrow();
    }

    /** Commits before it returns: what an annotation of a subclass evicts, it evicts after the commit. */
    @Override
    public void rename(Long id, String name) {
        transactions.executeWithoutResult(
                status -> repository.findById(id).orElseThrow().rename(name));
    }
}
