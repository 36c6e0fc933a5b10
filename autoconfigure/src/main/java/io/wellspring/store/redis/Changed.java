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
package io.wellspring.store.redis;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction changes.
 *
 * @param entries names of entries, each with the version that its entity has after the commit, where that is known
 * @param generations names of generations
 */
record Changed(String transaction, Map<String, @Nullable Long> entries, Set<String> generations) {

    boolean isNothing() {
        return entries.isEmpty() && generations.isEmpty();
    }

    /** Whether everything that another one changes is among it. */
    boolean covers(Changed other) {
        return entries.keySet().containsAll(other.entries().keySet()) && generations.containsAll(other.generations());
    }

    int size() {
        return entries.size() + generations.size();
    }
}
