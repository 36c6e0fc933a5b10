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

/** Values of generations, in one number: five bits for each name. */
record Stamps(int packed) {

    static final Stamps NONE = new Stamps(0);

    Stamps with(Name name, int value) {
        int shift = 5 * name.ordinal();
        return new Stamps((packed & ~(31 << shift)) | (value << shift));
    }

    /** Returns nought where there is none. */
    int of(Name name) {
        return (packed >>> (5 * name.ordinal())) & 31;
    }

    int names() {
        int names = 0;
        for (Name name : Name.values()) {
            names |= of(name) == 0 ? 0 : name.bit();
        }
        return names;
    }
}
