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

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/** The entity that is cached, and changed. */
@Entity
class Article {

    @Id
    private long id;

    private String name = "";

    @SuppressWarnings("unused") // Written by a bulk statement.
    private int stock;

    @ManyToOne(fetch = FetchType.LAZY)
    @SuppressWarnings("unused") // Joined by a query.
    private @Nullable Maker maker;

    @Version
    private long version;

    protected Article() {}

    public String getName() {
        return name;
    }

    void rename(String newName) {
        name = newName;
    }
}
