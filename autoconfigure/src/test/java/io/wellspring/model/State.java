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
package io.wellspring.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Everything at one moment.
 *
 * @param rows the row as it was committed, the oldest first
 * @param last the last number that was taken
 * @param underWay the numbers that have not ended
 * @param noted the last number under which something was invalidated, by {@link Noted}
 * @param entries by {@link Key}
 * @param flights the loads that others may join, by {@link Key}
 */
record State(
        List<Row> rows,
        int last,
        Set<Integer> underWay,
        List<Integer> noted,
        List<Entry> entries,
        List<Flight> flights,
        List<Writer> writers,
        List<Reader> readers) {

    static final int NONE = -1;

    record Row(boolean inB, int version) {}

    /** Two lists by their names, the row by its id, a count of all, and what is computed from the cached list A. */
    enum Key {
        LIST_A,
        LIST_B,
        BY_ID,
        ALL,
        OUTER;

        /** Returns what is loaded while the row is like this; zero stands for an empty list. */
        int contentFrom(Row row) {
            boolean empty = row.inB() ? this == LIST_A || this == OUTER : this == LIST_B;
            return empty ? 0 : row.version();
        }
    }

    /** Where an invalidation notes its number: stripes of keys, the floor of the cache of lists, generations. */
    enum Noted {
        LIST_A,
        LIST_B,
        BY_ID,
        LISTS,
        LISTS_CHANGED,
        ANY,
        BULK
    }

    record Entry(int since, int content) {

        static final Entry ABSENT = new Entry(NONE, NONE);
    }

    /** @param known whether it is known by now what its load depends on */
    record Flight(int owner, int since, boolean known) {

        static final Flight NONE = new Flight(State.NONE, State.NONE, true);
    }

    enum Write {
        MOVE,
        CHANGE,
        BULK_MOVE;

        Row of(Row row) {
            return new Row((this == CHANGE) == row.inB(), row.version() + 1);
        }
    }

    enum Phase {
        TO_BEGIN,
        ANNOUNCING,
        COMMITTED,
        ANNOUNCING_AGAIN,
        RETURNED,
        ROLLED_BACK
    }

    /**
     * @param base which of the rows it changes
     * @param announced how much of its change it has announced under its number
     * @param lapsed whether its commit took longer than its mark stands
     */
    record Writer(Write write, Phase phase, int base, int number, int announced, boolean lapsed) {

        Writer to(Phase next) {
            return new Writer(write, next, base, number, announced, lapsed);
        }

        Writer announcing(Phase next, int from, int under) {
            return new Writer(write, next, from, under, 0, lapsed);
        }

        Writer announcedOne() {
            return new Writer(write, phase, base, number, announced + 1, lapsed);
        }

        Writer lapses() {
            return new Writer(write, phase, base, number, announced, true);
        }

        boolean isOver() {
            return phase == Phase.RETURNED || phase == Phase.ROLLED_BACK;
        }

        boolean isLate() {
            return lapsed && (phase == Phase.COMMITTED || phase == Phase.ANNOUNCING_AGAIN);
        }
    }

    enum Session {
        NONE,
        OLD,
        TRANSACTION
    }

    /**
     * @param opened what was settled when its session was opened
     * @param seen which of the rows its session shows
     * @param oldest which of the rows its answer has to be right for, or else a later one
     */
    record Reader(Key key, Session session, int opened, int seen, int oldest, Doing doing) {

        Reader does(Doing next) {
            return new Reader(key, session, opened, seen, oldest, next);
        }

        Reader begins(int settled, int row, int promised) {
            return new Reader(key, session, settled, row, promised, new Asking(NONE));
        }

        /** Nothing else of it matters any more. */
        Reader ends(boolean right) {
            return new Reader(key, session, NONE, NONE, NONE, new Answered(right));
        }
    }

    /** What a reader does. Outer is what the load counts from within which it asks for list A. */
    sealed interface Doing {}

    record ToBegin() implements Doing {}

    record Asking(int outer) implements Doing {}

    record Loading(int since, int outer) implements Doing {}

    /** @param permitted whether it was found that it may store */
    record Loaded(int since, int outer, int content, boolean permitted) implements Doing {}

    /** @param known whether it was known when it began to wait what the load depends on */
    record Waiting(int outer, int owner, boolean known) implements Doing {}

    record Inheriting(int outer, int content) implements Doing {}

    record Answered(boolean right) implements Doing {}

    static Writer writer(Write write) {
        return new Writer(write, Phase.TO_BEGIN, NONE, NONE, 0, false);
    }

    static Reader reader(Key key, Session session) {
        return new Reader(key, session, NONE, NONE, NONE, new ToBegin());
    }

    static State initial(List<Writer> writers, List<Reader> readers) {
        return new State(
                List.of(new Row(false, 1)),
                0,
                Set.of(),
                Collections.nCopies(Noted.values().length, 0),
                Collections.nCopies(Key.values().length, Entry.ABSENT),
                Collections.nCopies(Key.values().length, Flight.NONE),
                writers,
                readers);
    }

    int newest() {
        return rows.size() - 1;
    }

    int settled() {
        return underWay.stream().mapToInt(number -> number - 1).min().orElse(last);
    }

    /** The greatest number whose writer has returned. */
    int ended() {
        return writers.stream()
                .filter(writer -> writer.phase() == Phase.RETURNED)
                .mapToInt(Writer::number)
                .max()
                .orElse(0);
    }

    int noted(Noted where) {
        return noted.get(where.ordinal());
    }

    Entry entry(Key key) {
        return entries.get(key.ordinal());
    }

    Flight flight(Key key) {
        return flights.get(key.ordinal());
    }

    /**
     * Returns which of the rows a read that begins now has to be right for, or else for a later one: the last that was
     * committed by somebody who has returned. Beside a commit that takes too long, the last of those that changed the key.
     */
    int promised(Key key) {
        boolean late = writers.stream().anyMatch(Writer::isLate);
        return writers.stream()
                .filter(writer -> writer.phase() == Phase.RETURNED)
                .mapToInt(writer -> writer.base() + 1)
                .filter(row -> !late || key.contentFrom(rows.get(row)) != key.contentFrom(rows.get(row - 1)))
                .max()
                .orElse(0);
    }

    boolean isRight(Key key, int content, int oldest) {
        return IntStream.rangeClosed(oldest, newest()).anyMatch(row -> key.contentFrom(rows.get(row)) == content);
    }

    State with(int index, Writer writer) {
        return new State(rows, last, underWay, noted, entries, flights, with(writers, index, writer), readers);
    }

    State with(int index, Reader reader) {
        return new State(rows, last, underWay, noted, entries, flights, writers, with(readers, index, reader));
    }

    State with(Key key, Entry entry) {
        List<Entry> changed = with(entries, key.ordinal(), entry);
        return new State(rows, last, underWay, noted, changed, flights, writers, readers);
    }

    State with(Key key, Flight flight) {
        List<Flight> changed = with(flights, key.ordinal(), flight);
        return new State(rows, last, underWay, noted, entries, changed, writers, readers);
    }

    State withNoted(Noted where, int number) {
        List<Integer> changed = with(noted, where.ordinal(), Math.max(number, noted(where)));
        return new State(rows, last, underWay, changed, entries, flights, writers, readers);
    }

    State withCommitted(Row row) {
        List<Row> longer = new ArrayList<>(rows);
        longer.add(row);
        return new State(List.copyOf(longer), last, underWay, noted, entries, flights, writers, readers);
    }

    State withTaken(int number) {
        return new State(rows, number, underWay, noted, entries, flights, writers, readers);
    }

    State withUnderWay(int number, boolean isUnderWay) {
        Set<Integer> changed = new TreeSet<>(underWay);
        if (isUnderWay) {
            changed.add(number);
        } else {
            changed.remove(number);
        }
        return new State(rows, last, Set.copyOf(changed), noted, entries, flights, writers, readers);
    }

    private static <T> List<T> with(List<T> list, int index, T value) {
        List<T> changed = new ArrayList<>(list);
        changed.set(index, value);
        return List.copyOf(changed);
    }
}
