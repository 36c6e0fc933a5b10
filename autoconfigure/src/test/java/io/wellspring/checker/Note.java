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
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;

/** One of the two notes of an item, which the database deletes along with it. Both have the same revision. */
@Entity(name = "Note")
@DynamicUpdate
class Note {

    @Id
    Long id;

    @ManyToOne(fetch = FetchType.LAZY)
    @OnDelete(action = OnDeleteAction.CASCADE)
    Item item;

    long revision;

    String payload;

    protected Note() {}

    Note(Item item, int number, long revision) {
        this.id = idOf(item.id, number);
        this.item = item;
        revise(revision);
    }

    static long idOf(long item, int number) {
        return item * 10 + number;
    }

    void revise(long next) {
        revision = next;
        payload = Payload.of(id / 10, next);
    }

    public long getRevision() {
        return revision;
    }

    public String getPayload() {
        return payload;
    }
}
