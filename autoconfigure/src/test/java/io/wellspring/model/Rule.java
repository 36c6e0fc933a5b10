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

/** What the protocol rests on. Each is kept, or taken away to see what becomes of it. */
enum Rule {
    ANNOUNCED_BEFORE_THE_COMMIT,
    NOT_SETTLED_WHILE_ANNOUNCED,
    STATE_BEFORE_IS_ANNOUNCED,
    STATE_AFTER_IS_ANNOUNCED,
    LAPSED_IS_ANNOUNCED_AGAIN,
    WHAT_IS_ANNOUNCED_AGAIN_DOES_NOT_LAPSE,
    LOADS_COUNT_FROM_WHAT_IS_SETTLED,
    OLD_SESSIONS_COUNT_FROM_THEIR_OPENING,
    STORES_ARE_FENCED,
    STORES_ARE_ONE_STEP,
    HITS_ARE_HELD_TO_GENERATIONS,
    OUTER_ENTRIES_INHERIT,
    RUNNING_LOADS_ARE_FENCED,
    WHO_WAITED_LOOKS_AT_WHAT_WAS_READ,
    SNAPSHOTS_ARE_JOINED_ONLY_IF_NO_NUMBER_HAS_ENDED_SINCE
}
