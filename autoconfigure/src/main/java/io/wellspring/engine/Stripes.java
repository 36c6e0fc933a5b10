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

/** Spreads objects over a fixed number of places that several may share, where one for each would need unbounded memory. */
final class Stripes {

    static final int COUNT = 1 << 10;

    private Stripes() {}

    /** Returns the place of an object, from 0 up to {@link #COUNT}, exclusive: the upper bits of its scattered hash code. */
    static int of(Object object) {
        return (object.hashCode() * 0x9E3779B9) >>> 22;
    }
}
