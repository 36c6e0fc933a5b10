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
package io.wellspring.checker;

/** What has revisions of its own. */
enum Kind {
    /** The row of an item. */
    ITEM,
    /** The notes of an item. */
    NOTE,
    /** The row of a shelf. */
    SHELF,
    /** The labels of a shelf. */
    LABEL,
    /** A row that no entity is mapped to, by the id of an item. */
    REMARK,
    /** The version of an item, where it was raised for its own sake; other writes raise it too, and say nothing. */
    VERSION;

    boolean ofShelves() {
        return this == SHELF || this == LABEL;
    }
}
