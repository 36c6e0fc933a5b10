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

/** Who asks for what, where. */
record Ask(int node, Name key, Set<How> hows) {

    enum How {
        /** In a session that may have been open for long. */
        IN_A_SESSION,
        /** What it depends on is known here by earlier loads. */
        KNOWING,
        /** Without the lease. */
        LOOKING,
        /** Its values are not for other nodes. */
        NEAR_ONLY
    }

    static Ask ask(int node, Name key, How... hows) {
        return new Ask(node, key, Set.of(hows));
    }

    boolean is(How how) {
        return hows.contains(how);
    }
}
