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

import java.time.Duration;

/**
 * A running load as people see it.
 *
 * @param age since when it was asked for
 * @param current whether its value will be right for who asks now; if not, nobody boards it any more, and it may be stored nowhere
 */
public record FlightState(Phase phase, Duration age, boolean current) {

    /** How far a load has come. */
    public enum Phase {
        /** No thread runs it yet. */
        QUEUED,
        LOADING,
        /** Its callers have the value, and the shared tier is being asked whether it may be stored. */
        STORING
    }
}
