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
package io.wellspring.checker;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;

/** The row that is written and read. Its revision counts its committed writes, its deletions and insertions too. */
@Entity(name = "Item")
class Item {

    @Id
    Long id;

    @Version
    long version;

    long revision;

    /** Always {@link Payload#of} the id and the revision. */
    String payload;

    @ManyToOne(fetch = FetchType.LAZY)
    Shelf shelf;

    protected Item() {}

    Item(Long id, Shelf shelf) {
        this.id = id;
        this.shelf = shelf;
    }

    void revise(long next) {
        revision = next;
        payload = Payload.of(id, next);
    }

    public Long getId() {
        return id;
    }

    public Shelf getShelf() {
        return shelf;
    }

    public long getVersion() {
        return version;
    }

    public long getRevision() {
        return revision;
    }

    public String getPayload() {
        return payload;
    }
}
