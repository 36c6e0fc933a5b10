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

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;

/** The row that is written and read. Its revision counts its committed writes. */
@Entity(name = "Article")
class Article {

    @Id
    Long id;

    @Version
    long version;

    long revision;

    /** {@link #payload} of what is committed. */
    String payload;

    long shelf;

    protected Article() {}

    void revise(boolean kept) {
        revision++;
        payload = kept ? payload(id, revision) : "rolled back";
    }

    static String payload(long id, long revision) {
        return id + ":" + revision;
    }

    public Long getId() {
        return id;
    }

    public long getShelf() {
        return shelf;
    }
}
