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

/**
 * A running load, or look-up.
 *
 * @param moved the names among its own with a greater number than it counts from
 * @param ended those among them whose number has ended
 * @param younger the loads, as bits, that began since Redis had answered this one
 * @param read the generations as they were read
 * @param pending whether a write of one of them was
 * @param again whether it asks though there is an entry
 * @param bypass whether what it loads is for nobody else
 * @param opened when its session was opened, nought where it has none
 * @param aged whether tombstones may have gone that were set since
 * @param at when Redis answered
 * @param boarded the load that it waits for, for what it is computed from
 * @param run under the names of which run of Redis
 */
record Flight(
        Name key,
        Phase phase,
        int moved,
        int ended,
        int younger,
        Stamps read,
        boolean pending,
        boolean again,
        boolean bypass,
        int opened,
        boolean aged,
        int at,
        Versions value,
        Stamps carried,
        int boarded,
        int run) {

    enum Phase {
        NONE,
        ASKING,
        /** There is an entry; whether it is valid is to be read. */
        HIT,
        ASKING_INNER,
        LOADING_INNER,
        BOARDED_INNER,
        TO_LOAD,
        LOADED,
        STORING,
        STORED
    }

    static final Flight NONE = new Flight(
            Name.ROW,
            Phase.NONE,
            0,
            0,
            0,
            Stamps.NONE,
            false,
            false,
            false,
            0,
            false,
            0,
            Versions.NONE,
            Stamps.NONE,
            -1,
            0);

    static Flight of(Name key, int moved, int opened, boolean aged, int run) {
        return new Flight(
                key,
                Phase.ASKING,
                moved,
                0,
                0,
                Stamps.NONE,
                false,
                false,
                false,
                opened,
                aged,
                0,
                Versions.NONE,
                Stamps.NONE,
                -1,
                run);
    }

    boolean hasValue() {
        return phase == Phase.LOADED || phase == Phase.STORING || phase == Phase.STORED;
    }

    boolean runs() {
        return phase != Phase.NONE;
    }

    Flight to(Phase next) {
        return new Flight(
                key, next, moved, ended, younger, read, pending, again, bypass, opened, aged, at, value, carried,
                boarded, run);
    }

    Flight moved(int names, int endedNames) {
        return new Flight(
                key,
                phase,
                moved | names,
                ended | endedNames,
                younger,
                read,
                pending,
                again,
                bypass,
                opened,
                aged,
                at,
                value,
                carried,
                boarded,
                run);
    }

    Flight younger(int flight) {
        return new Flight(
                key,
                phase,
                moved,
                ended,
                younger | 1 << flight,
                read,
                pending,
                again,
                bypass,
                opened,
                aged,
                at,
                value,
                carried,
                boarded,
                run);
    }

    /** Leaves Redis alone, whatever comes. */
    Flight alone() {
        return new Flight(
                key, phase, moved, ended, younger, read, pending, again, true, opened, aged, at, value, carried,
                boarded, run);
    }

    Flight read(Stamps stamps, boolean isPending) {
        return new Flight(
                key, phase, moved, ended, younger, stamps, isPending, again, bypass, opened, aged, at, value, carried,
                boarded, run);
    }

    Flight asksAgain() {
        return new Flight(
                key,
                Phase.ASKING,
                moved,
                ended,
                younger,
                read,
                pending,
                true,
                bypass,
                opened,
                aged,
                at,
                Versions.NONE,
                Stamps.NONE,
                boarded,
                run);
    }

    Flight answered(Phase next, int time, boolean isBypass, boolean isAged) {
        return new Flight(
                key, next, moved, ended, younger, read, pending, false, isBypass, opened, isAged, time, value, carried,
                boarded, run);
    }

    Flight ages() {
        return new Flight(
                key, phase, moved, ended, younger, read, pending, again, bypass, opened, true, at, value, carried,
                boarded, run);
    }

    Flight with(Phase next, Versions newValue, Stamps newCarried) {
        return new Flight(
                key,
                next,
                moved,
                ended,
                younger,
                read,
                pending,
                again,
                bypass,
                opened,
                aged,
                at,
                newValue,
                newCarried,
                boarded,
                run);
    }

    /** What it was told before makes no difference any more. */
    Flight storing(Stamps newCarried) {
        return new Flight(
                key,
                Phase.STORING,
                moved,
                ended,
                0,
                Stamps.NONE,
                pending,
                false,
                bypass,
                opened,
                aged,
                at,
                value,
                newCarried,
                -1,
                run);
    }

    Flight boards(int flight) {
        return new Flight(
                key,
                Phase.BOARDED_INNER,
                moved,
                ended,
                younger,
                read,
                pending,
                again,
                bypass,
                opened,
                aged,
                at,
                value,
                carried,
                flight,
                run);
    }

    Flight inherits(int first) {
        return new Flight(
                key,
                Phase.TO_LOAD,
                moved,
                ended,
                younger,
                read,
                pending,
                again,
                bypass,
                opened,
                aged,
                at,
                new Versions(first, 0),
                carried,
                -1,
                run);
    }
}
