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

import static io.wellspring.model.Rule.HITS_ARE_HELD_TO_GENERATIONS;
import static io.wellspring.model.Rule.LOADS_COUNT_FROM_WHAT_IS_SETTLED;
import static io.wellspring.model.Rule.OLD_SESSIONS_COUNT_FROM_THEIR_OPENING;
import static io.wellspring.model.Rule.OUTER_ENTRIES_INHERIT;
import static io.wellspring.model.Rule.RUNNING_LOADS_ARE_FENCED;
import static io.wellspring.model.Rule.SNAPSHOTS_ARE_JOINED_ONLY_IF_NO_NUMBER_HAS_ENDED_SINCE;
import static io.wellspring.model.Rule.STORES_ARE_FENCED;
import static io.wellspring.model.Rule.STORES_ARE_ONE_STEP;
import static io.wellspring.model.Rule.WHO_WAITED_LOOKS_AT_WHAT_WAS_READ;
import static io.wellspring.model.State.NONE;

import io.wellspring.model.State.Asking;
import io.wellspring.model.State.Doing;
import io.wellspring.model.State.Entry;
import io.wellspring.model.State.Flight;
import io.wellspring.model.State.Inheriting;
import io.wellspring.model.State.Key;
import io.wellspring.model.State.Loaded;
import io.wellspring.model.State.Loading;
import io.wellspring.model.State.Noted;
import io.wellspring.model.State.Reader;
import io.wellspring.model.State.Session;
import io.wellspring.model.State.ToBegin;
import io.wellspring.model.State.Waiting;
import java.util.Set;
import java.util.function.BiConsumer;

/** The steps of readers: each of their look-ups, loads, reads of the database and landings is one. */
record Readers(Set<Rule> rules) {

    void stepsOf(int index, State state, BiConsumer<String, State> steps) {
        Reader reader = state.readers().get(index);
        boolean inSession = reader.session() != Session.NONE;
        Doing doing = reader.doing();
        if (doing instanceof ToBegin) {
            int promised = state.promised(reader.key());
            if (inSession) {
                Reader opened = reader.begins(state.settled(), state.newest(), promised);
                steps.accept("opens its session", state.with(index, opened));
            } else {
                ask(index, state.with(index, reader.begins(NONE, NONE, promised)), NONE, steps);
            }
        } else if (doing instanceof Asking asking) {
            ask(index, state, asking.outer(), steps);
        } else if (doing instanceof Loading load) {
            int row = inSession ? reader.seen() : state.newest();
            int content = keyOf(reader, load.outer()).contentFrom(state.rows().get(row));
            Loaded loaded = new Loaded(load.since(), load.outer(), content, false);
            steps.accept("reads the database", state.with(index, reader.does(loaded)));
        } else if (doing instanceof Loaded loaded) {
            land(index, state, loaded, steps);
        } else if (doing instanceof Inheriting inner) {
            Loaded outer = new Loaded(inner.outer(), NONE, inner.content(), false);
            State inherited = state.with(index, reader.does(outer));
            Flight flight = state.flight(reader.key());
            steps.accept(
                    "inherits",
                    flight.owner() == index
                            ? inherited.with(reader.key(), new Flight(index, flight.since(), true))
                            : inherited);
        }
    }

    boolean answers(State state, Key key) {
        Entry entry = state.entry(key);
        return !entry.equals(Entry.ABSENT)
                && (!rules.contains(HITS_ARE_HELD_TO_GENERATIONS) || holds(state, key, entry.since()));
    }

    private static Key keyOf(Reader reader, int outer) {
        return outer == NONE ? reader.key() : Key.LIST_A;
    }

    private void ask(int index, State state, int outer, BiConsumer<String, State> steps) {
        Reader reader = state.readers().get(index);
        Key key = keyOf(reader, outer);
        if (answers(state, key)) {
            steps.accept(
                    "hits " + key,
                    received(index, state, outer, state.entry(key).content()));
        }
        // Where there is an entry, it may be evicted just now.
        Flight flight = state.flight(key);
        if (!flight.equals(Flight.NONE) && mayJoin(state, key, flight)) {
            Waiting waiting = new Waiting(outer, flight.owner(), flight.known());
            steps.accept("joins reader " + flight.owner() + " for " + key, state.with(index, reader.does(waiting)));
            return;
        }
        int now = rules.contains(LOADS_COUNT_FROM_WHAT_IS_SETTLED) ? state.settled() : state.last();
        boolean fromNow = reader.session() == Session.NONE || !rules.contains(OLD_SESSIONS_COUNT_FROM_THEIR_OPENING);
        int since = fromNow ? now : reader.opened();
        Doing next = key == Key.OUTER ? new Asking(since) : new Loading(since, outer);
        Flight own = new Flight(index, since, key != Key.OUTER);
        steps.accept("loads " + key + " since " + since, state.with(key, own).with(index, reader.does(next)));
    }

    /** Whether what a running load brings is right for who asks now. */
    private boolean mayJoin(State state, Key key, Flight flight) {
        if (!rules.contains(RUNNING_LOADS_ARE_FENCED)) {
            return true;
        }
        int since = flight.since();
        if (!isOpen(state, key, since)) {
            return false;
        }
        if (state.readers().get(flight.owner()).session() != Session.TRANSACTION) {
            return !flight.known() || holds(state, key, since);
        }
        // Where a smaller number is under way, one may have ended though nothing more is settled.
        return rules.contains(SNAPSHOTS_ARE_JOINED_ONLY_IF_NO_NUMBER_HAS_ENDED_SINCE)
                ? state.ended() <= since
                : state.settled() == since;
    }

    /** Ends a load: stores what it brings, and hands it to all who wait. */
    private void land(int index, State state, Loaded loaded, BiConsumer<String, State> steps) {
        Reader reader = state.readers().get(index);
        Key key = keyOf(reader, loaded.outer());
        boolean permitted = loaded.permitted()
                || !rules.contains(STORES_ARE_FENCED)
                || (isOpen(state, key, loaded.since()) && holds(state, key, loaded.since()));
        if (permitted && !loaded.permitted() && !rules.contains(STORES_ARE_ONE_STEP)) {
            Loaded may = new Loaded(loaded.since(), loaded.outer(), loaded.content(), true);
            steps.accept("may store", state.with(index, reader.does(may)));
            return;
        }
        State landed = permitted ? state.with(key, new Entry(loaded.since(), loaded.content())) : state;
        if (state.flight(key).owner() == index) {
            landed = landed.with(key, Flight.NONE);
        }
        for (int other = 0; other < state.readers().size(); other++) {
            Reader joined = state.readers().get(other);
            if (joined.doing() instanceof Waiting waiting
                    && waiting.owner() == index
                    && keyOf(joined, waiting.outer()) == key) {
                boolean accepted = waiting.known()
                        || reader.session() == Session.TRANSACTION
                        || !rules.contains(WHO_WAITED_LOOKS_AT_WHAT_WAS_READ)
                        || holds(state, key, loaded.since());
                landed = accepted
                        ? received(other, landed, waiting.outer(), loaded.content())
                        : landed.with(other, joined.does(new Asking(waiting.outer())));
            }
        }
        steps.accept(
                (permitted ? "stores " : "does not store ") + key,
                received(index, landed, loaded.outer(), loaded.content()));
    }

    private static State received(int index, State state, int outer, int content) {
        Reader reader = state.readers().get(index);
        return state.with(
                index,
                outer == NONE
                        ? reader.ends(state.isRight(reader.key(), content, reader.oldest()))
                        : reader.does(new Inheriting(outer, content)));
    }

    /** Whether the key itself was not invalidated since. */
    private static boolean isOpen(State state, Key key, int since) {
        return switch (key) {
            case LIST_A -> state.noted(Noted.LIST_A) <= since;
            case LIST_B -> state.noted(Noted.LIST_B) <= since;
            case BY_ID -> state.noted(Noted.BY_ID) <= since;
            case ALL, OUTER -> true;
        };
    }

    /** Whether nothing has changed since that every hit is held to. */
    private boolean holds(State state, Key key, int since) {
        return switch (key) {
            case LIST_A, LIST_B -> state.noted(Noted.LISTS) <= since && state.noted(Noted.BULK) <= since;
            case BY_ID -> state.noted(Noted.BULK) <= since;
            case ALL -> state.noted(Noted.ANY) <= since;
            case OUTER ->
                !rules.contains(OUTER_ENTRIES_INHERIT)
                        || (state.noted(Noted.LISTS_CHANGED) <= since && state.noted(Noted.BULK) <= since);
        };
    }
}
