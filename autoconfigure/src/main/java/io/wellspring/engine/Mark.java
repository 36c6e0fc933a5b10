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

import java.util.function.Consumer;

/**
 * The number under which something is invalidated, from before a commit until after it. What is invalidated under it stays away
 * until it ends: the number of a load that begins meanwhile is smaller, and the load is not stored.
 *
 * <p>So a change can be announced before it is committed. Announced only after the commit, it would come late for whoever saw
 * the commit of another transaction that was built on it.
 */
public final class Mark implements AutoCloseable {

    private final Sequence sequence;
    private final long number;
    private final long deadline;

    /** Read and written by the sequence only, one thread at a time. */
    private boolean over;

    Mark(Sequence sequence, long number, long deadline) {
        this.sequence = sequence;
        this.number = number;
        this.deadline = deadline;
    }

    long number() {
        return number;
    }

    /**
     * Ends it. To be called once, whatever became of the commit.
     *
     * @param again announces the change once more where the mark has lapsed, since the commit took longer than 30 seconds: what
     *     was before it may have been stored meanwhile
     */
    public void end(Consumer<Mark> again) {
        if (!sequence.end(this)) {
            // Nobody announces it a third time.
            try (Mark late = sequence.begin()) {
                again.accept(late);
            }
        }
    }

    /** Ends it, where nothing is to be done if it has lapsed. */
    @Override
    public void close() {
        sequence.end(this);
    }

    boolean isDue(long now) {
        return deadline - now <= 0;
    }

    boolean isOver() {
        return over;
    }

    /** Returns whether it had not lapsed. */
    boolean end(long now) {
        over = true;
        return !isDue(now);
    }
}
