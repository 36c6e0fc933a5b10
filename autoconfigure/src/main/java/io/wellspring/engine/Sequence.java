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

import io.wellspring.policy.Ticker;
import io.wellspring.store.Fleet;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the invalidations of all caches.
 *
 * <p>A number is settled once nothing answers any more that it invalidates. A load counts from the last settled number: it may
 * have read, by way of another cache, what an invalidation that is under way has not reached yet, and the number of that one
 * is greater than its own.
 *
 * <p>Numbers are taken, ended and lapse in steps that exclude each other. That suffices: a load reads the last settled number
 * before it reads anything else, and whatever is invalidated under a number is so before that number ends.
 */
public final class Sequence {

    /** How long a commit may take. One that takes longer announces its changes once more. */
    public static final Duration PENDING = Duration.ofSeconds(30);

    private static final long NEVER = Long.MAX_VALUE / 2;
    private static final long MARGIN = Duration.ofSeconds(1).toNanos();

    private final Ticker ticker;
    private final Supplier<Fleet.Announcement> announcements;

    /** Those under way in the order of their numbers, and among them such as have ended. */
    private final Deque<Mark> marks = new ArrayDeque<>();

    private long last;
    private volatile long settled;
    private volatile long ended;
    private volatile @Nullable Mark oldest;

    /**
     * @param ticker measures how long marks stand
     * @param fleet is told what is invalidated
     */
    public Sequence(Ticker ticker, Fleet fleet) {
        this.ticker = ticker;
        this.announcements = fleet::announcement;
    }

    Ticker ticker() {
        return ticker;
    }

    /** Returns the number of the last invalidation that is settled, as are all before it. */
    public long now() {
        Mark first = oldest;
        if (first != null && first.isDue(ticker.nanos())) {
            settle();
        }
        return settled;
    }

    /** Returns the present, to be taken before a load reads anything. */
    public Moment moment() {
        long nanos = ticker.nanos();
        return new Moment(now(), nanos);
    }

    /** Returns the greatest number that has ended. Smaller ones may be under way, so that it is not settled. */
    long ended() {
        return ended;
    }

    /** Takes a number for what a commit will change, and keeps it and all that follow from being settled. */
    public Mark mark() {
        return begin(PENDING.toNanos(), announcements.get());
    }

    /** As {@link #mark}, for what is done at once: it never lapses. */
    Mark begin() {
        return begin(NEVER, announcements.get());
    }

    /** Has something invalidated that is committed already. */
    void atOnce(Consumer<Mark> invalidation) {
        try (Mark mark = begin()) {
            invalidation.accept(mark);
        }
    }

    /** As {@link #atOnce}, for what is no news to other nodes. */
    void here(Consumer<Mark> change) {
        try (Mark mark = begin(NEVER, Fleet.Announcement.NONE)) {
            change.accept(mark);
        }
    }

    /** Whether a mark has lapsed, or is about to. */
    boolean isLate(Mark mark) {
        return mark.isDue(ticker.nanos() + MARGIN);
    }

    /** Returns whether the mark had not lapsed. */
    synchronized boolean end(Mark mark) {
        boolean stood = mark.end(ticker.nanos());
        ended = Math.max(ended, mark.number());
        settle();
        return stood;
    }

    private synchronized Mark begin(long pending, Fleet.Announcement announcement) {
        Mark mark = new Mark(this, ++last, ticker.nanos() + pending, announcement);
        marks.add(mark);
        settle();
        return mark;
    }

    private synchronized void settle() {
        long now = ticker.nanos();
        Mark first = marks.peek();
        while (first != null && (first.isOver() || first.isDue(now))) {
            marks.remove();
            first = marks.peek();
        }
        oldest = first;
        settled = first == null ? last : first.number() - 1;
    }
}
