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

/** What the protocol between processes rests on. Each is kept, or taken away to see what becomes of it. */
enum FleetRule {
    MARKED_BEFORE_THE_COMMIT,
    MARKS_ARE_PENDING,
    MARKS_TAKE_THE_LEASE,
    MARKS_ARE_PUBLISHED,
    ENDS_TAKE_THE_LEASE,
    ENDS_MOVE_GENERATIONS,
    ENDS_ARE_PUBLISHED_WHERE_NO_MARK_STOOD,
    LAPSED_COUNTS_AS_A_COMMIT,
    LOOKS_TELL_OF_PENDING_MARKS,
    SET_NEEDS_THE_LEASE,
    PUT_IS_REFUSED_AFTER_AN_INVALIDATION,
    PUT_IS_REFUSED_WHEN_IT_IS_LATE,
    OLD_LOOKS_COUNT_FROM_THE_OPENING,
    HITS_ARE_HELD_TO_GENERATIONS,
    GENERATIONS_ARE_READ_BEFORE_THE_LOAD,
    PENDING_GENERATIONS_ARE_NOT_STORED,
    FIRST_OBSERVED_IS_OLDER_THAN_THE_LEASE,
    FIRST_OBSERVED_IS_NOT_PENDING,
    OUTER_ENTRIES_INHERIT,
    NESTED_READS_PASS_THE_NEAR_TIER,
    NESTED_READS_BOARD_ONLY_YOUNGER_LOADS,
    OLD_SESSIONS_HEED_TOMBSTONES,
    OLD_SESSIONS_HEED_GENERATIONS,
    AGED_SESSIONS_DO_NOT_STORE,
    AGE_IS_TAKEN_AFTER_THE_ANSWER,
    OLD_SESSIONS_ARE_NOT_BOARDED,
    NEAR_PUTS_ARE_FENCED,
    NEAR_PUTS_COME_AFTER_STORES,
    BOARDING_IS_FENCED,
    BYPASSES_ARE_NOT_BOARDED,
    FIRST_OBSERVED_IS_READ_BEFORE_OTHERS_ARE_ANSWERED,
    LOADS_COUNT_FROM_WHAT_IS_SETTLED,
    NEAR_ANSWERS_WHILE_THE_BUS_IS_PROVEN,
    SUBSCRIBING_VOIDS_WHAT_IS_NEAR,
    SUBSCRIBING_VOIDS_RUNNING_LOADS,
    WHAT_WAS_NOT_MARKED_HAS_ENDED_BEFORE_THE_RETURN,
    WHO_COULD_NOT_MARK_LEAVES_REDIS_ALONE,
    WHAT_WAS_NOT_MARKED_ENDS_AFTER_THE_COMMIT,
    A_NEW_RUN_IS_KNOWN_AT_ONCE,
    A_NEW_RUN_WAITS_FOR_LOST_MARKS,
    LOADS_STORE_ONLY_IN_THEIR_OWN_RUN
}
