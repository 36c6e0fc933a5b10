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
package io.wellspring.store;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the shared tier knows of who may store an entry of a key, for people.
 *
 * @param lease the node that loads it for all; null where none does
 * @param pending the nodes with transactions that change it and have not ended; nothing is stored meanwhile
 * @param closedToOld for how long yet nothing is stored that was read in a session as old as the last change; zero where anything is
 */
public record SharedFence(@Nullable Holder lease, List<Holder> pending, Duration closedToOld) {

    /**
     * A node that keeps others from something.
     *
     * @param node how it is called in the stories of entries
     * @param left after what time it does so no more, whatever becomes of it
     */
    public record Holder(String node, Duration left) {}

    public SharedFence {
        pending = List.copyOf(pending);
    }
}
