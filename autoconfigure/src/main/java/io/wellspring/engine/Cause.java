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
package io.wellspring.engine;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why something was invalidated; its text is for people.
 *
 * @param changes of one type, at least one
 * @param transaction what people call the transaction that made them; null where it has no name
 */
record Cause(List<Change> changes, @Nullable String transaction) {

    /** Longer lists are cut off. */
    private static final int NAMED = 5;

    static Cause of(Collection<Change> changes, Transactions transactions) {
        return new Cause(List.copyOf(changes), transactions.name());
    }

    Cause only(Change change) {
        return new Cause(List.of(change), transaction);
    }

    /** Returns the words for a transaction; null where there is none that has a name. */
    static @Nullable String in(@Nullable String transaction) {
        return transaction == null ? null : "in the transaction " + transaction;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(changes.get(0).type().getName());
        for (Change change : changes.subList(0, Math.min(NAMED, changes.size()))) {
            if (change.id() != null) {
                text.append(text.indexOf(" ") < 0 ? " " : ", ").append(change.id());
            }
        }
        if (changes.size() > NAMED) {
            text.append(" and ").append(changes.size() - NAMED).append(" more");
        }
        String where = in(transaction);
        return where == null ? text.toString() : text.append(", ").append(where).toString();
    }
}
