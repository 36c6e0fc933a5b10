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
package io.wellspring.store.redis;

/** What becomes of a commit whose changes Redis could not be told beforehand. */
public enum MarkFailure {
    /** It goes on; what it changes is told to Redis before this node uses anything again that is kept there. */
    BEST_EFFORT,
    /** It goes on, together with a row of its own database that says what it changes; any node tells that to Redis. */
    OUTBOX,
    /** It is rolled back. */
    REJECT
}
