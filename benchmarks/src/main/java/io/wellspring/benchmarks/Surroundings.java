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

import org.springframework.transaction.support.DefaultTransactionDefinition;

/** What a hit happens in. Public for the code that JMH generates. */
public enum Surroundings {
    OUTSIDE("outside of a transaction"),
    READ_ONLY("read-only"),
    READ_WRITE("read-write"),
    READ_WRITE_LOADED("read-write, " + Surroundings.CUSTOMERS + " entities loaded");

    /** How many entities a transaction has loaded that has loaded any. */
    static final int CUSTOMERS = 100;

    private final String label;

    Surroundings(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    boolean transactional() {
        return this != OUTSIDE;
    }

    boolean loaded() {
        return this == READ_WRITE_LOADED;
    }

    DefaultTransactionDefinition definition() {
        DefaultTransactionDefinition definition = new DefaultTransactionDefinition();
        definition.setReadOnly(this == READ_ONLY);
        return definition;
    }
}
