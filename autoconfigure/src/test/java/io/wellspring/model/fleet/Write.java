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

import java.util.Set;

/** Which row a transaction changes, where, and what may become of it. */
record Write(int node, int row, Set<Fate> fates) {

    enum Fate {
        ROLLS_BACK,
        DIES,
        /** Its marks may not reach Redis, or later than it waits. */
        CANNOT_MARK,
        /** Its marks may lapse before its commit. */
        IS_LATE,
        /** Nobody knows of it before its commit. */
        IS_NOT_MARKED
    }

    static Write first(int node, Fate... fates) {
        return new Write(node, 0, Set.of(fates));
    }

    static Write second(int node, Fate... fates) {
        return new Write(node, 1, Set.of(fates));
    }

    boolean may(Fate fate) {
        return fates.contains(fate);
    }
}
