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

/** Versions of the row, and of the other row. */
record Versions(int first, int second) {

    static final Versions NONE = new Versions(0, 0);

    Versions max(Versions other) {
        return new Versions(Math.max(first, other.first), Math.max(second, other.second));
    }

    Versions with(int row, int version) {
        return row == 0 ? new Versions(version, second) : new Versions(first, version);
    }

    int of(int row) {
        return row == 0 ? first : second;
    }
}
