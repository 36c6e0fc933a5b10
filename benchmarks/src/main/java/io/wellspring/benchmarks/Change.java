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

/** What a transaction changes. Public for the code that JMH generates. */
public enum Change {
    ONE("1 entity", 1, false),
    FIFTY("50 entities", 50, false),
    BULK("50 rows, by one JPQL update", 50, true);

    private final String label;
    private final int rows;
    private final boolean bulk;

    Change(String label, int rows, boolean bulk) {
        this.label = label;
        this.rows = rows;
        this.bulk = bulk;
    }

    String label() {
        return label;
    }

    int rows() {
        return rows;
    }

    boolean bulk() {
        return bulk;
    }

    /** How many changes are heard: a bulk statement is one. */
    int heard() {
        return bulk ? 1 : rows;
    }
}
