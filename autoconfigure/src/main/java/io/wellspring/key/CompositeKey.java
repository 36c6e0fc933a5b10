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

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A key of several parts, with the hash that a map asks for first worked out once. */
final class CompositeKey {

    private final String qualifier;
    private final Object[] parts;
    private final int hash;

    CompositeKey(String qualifier, Object[] parts) {
        this.qualifier = qualifier;
        this.parts = parts;
        this.hash = 31 * qualifier.hashCode() + Arrays.hashCode(parts);
    }

    String qualifier() {
        return qualifier;
    }

    Object[] parts() {
        return parts;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CompositeKey that
                && hash == that.hash
                && qualifier.equals(that.qualifier)
                && Arrays.equals(parts, that.parts);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return KeyText.format(this);
    }
}
