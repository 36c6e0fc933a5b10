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

import java.nio.charset.StandardCharsets;

/**
 * Stands for the structure of a declared type: it changes when a field, its type or a constant does, so that what was
 * written before reads as a miss.
 *
 * @param text 16 hexadecimal digits
 */
record TypeFingerprint(String text) {

    private static final int BYTES = 8;

    /** @param structure what {@link TypeStructure} says of the type */
    static TypeFingerprint of(String structure) {
        return new TypeFingerprint(Hashes.sha256(structure.getBytes(StandardCharsets.UTF_8), BYTES));
    }
}
