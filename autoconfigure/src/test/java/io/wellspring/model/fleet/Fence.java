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
 * The fence of a key.
 *
 * @param lease which load holds it
 * @param invalidated the tombstone, by when it was set: nought where none stands
 */
record Fence(int lease, Marks marks, int invalidated) {

    static final int NOBODY = -1;
    static final int TO_COME = 31;
    static final Fence NONE = new Fence(NOBODY, Marks.NONE, 0);

    Fence leasedTo(int load) {
        return new Fence(load, marks, invalidated);
    }

    Fence with(Marks changed) {
        return new Fence(lease, changed, invalidated);
    }

    Fence invalidated(int at) {
        return new Fence(lease, marks, at);
    }
}
