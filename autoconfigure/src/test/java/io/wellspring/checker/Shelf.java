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

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.HashSet;
import java.util.Set;

/** What items stand on. It has no version, so that a change of its labels alone is no change of its row. */
@Entity(name = "Shelf")
class Shelf {

    @Id
    Long id;

    long revision;

    /** Holds one label: the revision of the labels. */
    @ElementCollection
    Set<String> labels = new HashSet<>();

    protected Shelf() {}

    public Long getId() {
        return id;
    }

    public long getRevision() {
        return revision;
    }

    public Set<String> getLabels() {
        return labels;
    }
}
