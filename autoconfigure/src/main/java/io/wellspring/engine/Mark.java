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

/**
 * Stands from before a commit until after it. What is invalidated under it stays away until it ends: the number of a load that
 * begins meanwhile is smaller than the mark's own, and so than those of the invalidations, and the load is not stored.
 *
 * <p>So a change can be announced before it is committed. Announced only after the commit, it would come late for whoever saw
 * the commit of another transaction that was built on it.
 */
public final class Mark {

    private final Sequence sequence;
    private final long number;

    Mark(Sequence sequence) {
        this.sequence = sequence;
        this.number = sequence.begin();
    }

    /** To be called once, whatever became of the commit. */
    public void end() {
        sequence.end(number);
    }
}
