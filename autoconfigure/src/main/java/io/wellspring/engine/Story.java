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

import io.wellspring.engine.Episode.Kind;
import io.wellspring.policy.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What happened lately to some subjects, as the keys of a cache, for people who ask why a value is as it is. Fresh hits are not told.
 *
 * <p>It takes the same room however many subjects there are: each has a place among a fixed number, and a place remembers its last
 * few episodes. So who has many of them displaces only those who share his place.
 */
final class Story {

    private static final int PLACES = 1024;
    private static final int EPISODES = 16;
    private static final long NO_LOAD = -1;

    /** @param detail its text is made when somebody asks for it */
    private record Told(
            long at,
            Kind kind,
            Object subject,
            long nanos,
            @Nullable Object detail) {}

    /** The last episodes of one place; the one after the newest is the oldest. */
    private static final class Place {

        private final @Nullable Told[] told = new Told[EPISODES];
        private int next;

        synchronized void add(Told episode) {
            told[next] = episode;
            next = (next + 1) % EPISODES;
        }

        synchronized List<Told> of(Object subject) {
            return IntStream.range(next, next + EPISODES)
                    .mapToObj(i -> told[i % EPISODES])
                    .filter(episode -> episode != null && episode.subject.equals(subject))
                    .toList();
        }
    }

    private final AtomicReferenceArray<@Nullable Place> places = new AtomicReferenceArray<>(PLACES);
    private final Ticker ticker;

    Story(Ticker ticker) {
        this.ticker = ticker;
    }

    /** Tells of something without a duration, that happens now. */
    void tell(Kind kind, Object subject, @Nullable Object detail) {
        tell(kind, subject, ticker.nanos(), NO_LOAD, detail);
    }

    /**
     * Tells of a load.
     *
     * @param at when it ended, by the ticker
     * @param nanos how long it took
     */
    void tell(Kind kind, Object subject, long at, long nanos, @Nullable Object detail) {
        place(subject).add(new Told(at, kind, subject, nanos, detail));
    }

    /**
     * Returns what happened to a subject, as far as it is remembered; the oldest first.
     *
     * @param time the present, for people
     */
    Stream<Episode> of(Object subject, Instant time) {
        Place place = places.get(index(subject));
        if (place == null) {
            return Stream.empty();
        }
        long now = ticker.nanos();
        Function<Told, Episode> people = told -> new Episode(
                time.minusNanos(now - told.at),
                told.kind,
                told.nanos == NO_LOAD ? null : Duration.ofNanos(told.nanos),
                told.detail == null ? null : told.detail.toString());
        return place.of(subject).stream().map(people);
    }

    private Place place(Object subject) {
        int index = index(subject);
        Place place = places.get(index);
        if (place != null) {
            return place;
        }
        // Of two that make it at once, one finds that of the other.
        Place made = new Place();
        Place other = places.compareAndExchange(index, null, made);
        return other == null ? made : other;
    }

    private static int index(Object subject) {
        int hash = subject.hashCode();
        return (hash ^ (hash >>> Short.SIZE)) & (PLACES - 1);
    }
}
