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

import io.wellspring.store.Fleet;
import io.wellspring.store.Generation;
import io.wellspring.store.SharedTier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The number under which something is invalidated, from before a commit until after it. What is invalidated under it stays away
 * until it ends: the number of a load that begins meanwhile is smaller, and the load is not stored.
 *
 * <p>So a change can be announced before it is committed. Announced only after the commit, it would come late for whoever saw
 * the commit of another transaction that was built on it.
 *
 * <p>What is invalidated under it is noted, and told to the other nodes: before the commit by {@link #send}, the rest at the end.
 */
public final class Mark implements AutoCloseable {

    /** What became of the commit. */
    public enum Outcome {
        COMMITTED,
        ROLLED_BACK,
        /** It may be committed, now or later. */
        UNKNOWN
    }

    private final Sequence sequence;
    private final long number;
    private final long deadline;
    private final Fleet.Announcement announcement;

    /** Read and written by the sequence only, one thread at a time. */
    private boolean over;

    Mark(Sequence sequence, long number, long deadline, Fleet.Announcement announcement) {
        this.sequence = sequence;
        this.number = number;
        this.deadline = deadline;
        this.announcement = announcement;
    }

    long number() {
        return number;
    }

    /** Moves a generation to the number. */
    void move(Generation generation) {
        generation.moveTo(number);
        note(generation.name());
    }

    /** Notes for the other nodes that what a generation counts changes. */
    void note(String generation) {
        announcement.generation(generation);
    }

    /** Notes for the other nodes that an entry changes. */
    void note(@Nullable SharedTier tier, Object key, @Nullable Long version) {
        if (tier != null) {
            announcement.key(tier, key, version);
        }
    }

    /**
     * Tells the other nodes what was invalidated under it so far. To be called before the commit.
     *
     * @throws RuntimeException where they cannot be told, and it was decided that nothing is to be committed then
     */
    public void send() {
        announcement.mark();
    }

    /**
     * Ends it. To be called once.
     *
     * @param again announces the change once more where the mark has lapsed, since the commit took longer than 30 seconds: what
     *     was before it may have been stored meanwhile
     */
    public void end(Outcome outcome, Consumer<Mark> again) {
        // The other nodes first: what this one loads once its own mark has ended must not be what they have still.
        if (outcome == Outcome.UNKNOWN) {
            announcement.lapse();
        } else {
            // Where it may have lapsed all is told twice: the first time is to be over by then.
            announcement.end(outcome == Outcome.COMMITTED, sequence.isLate(this));
        }
        if (!sequence.end(this) && outcome != Outcome.ROLLED_BACK) {
            // Nobody announces it a third time.
            try (Mark late = sequence.begin()) {
                again.accept(late);
            }
        }
    }

    /** Ends it once all nodes are told, where what was invalidated is committed already. */
    @Override
    public void close() {
        announcement.end(true, true);
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
