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
package io.wellspring.key;

import java.util.List;

/**
 * What a key of several parts consists of. Two such keys are equal where their qualifiers and their parts are.
 *
 * @param qualifier what tells the key from others with the same parts: empty for the arguments of the only method of a
 *     cache; the method, where several share a cache; the name of an array's class, which begins with a bracket
 * @param parts the parts, each a key itself
 */
public record KeyParts(String qualifier, List<Object> parts) {

    public KeyParts {
        parts = List.copyOf(parts);
    }

    /** Whether the key stands for an array. */
    public boolean isArray() {
        return qualifier.startsWith("[");
    }
}
