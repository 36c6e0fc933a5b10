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
package io.wellspring.model.fleet;

/**
 * Pending marks of writers, as bits.
 *
 * @param lapsed those that nobody has seen since they lapsed
 */
record Marks(int live, int lapsed) {

    static final Marks NONE = new Marks(0, 0);

    Marks with(int writer) {
        return new Marks(live | 1 << writer, lapsed & ~(1 << writer));
    }

    Marks without(int writer) {
        return new Marks(live & ~(1 << writer), lapsed & ~(1 << writer));
    }

    Marks lapse(int writer) {
        return new Marks(live & ~(1 << writer), lapsed | 1 << writer);
    }

    boolean stands(int writer) {
        return (live & 1 << writer) != 0;
    }
}
