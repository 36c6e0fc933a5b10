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

import org.jspecify.annotations.Nullable;

/**
 * A change of an entity, that is committed or about to be.
 *
 * @param type the type of the entity
 * @param id null where it is not known which entities of the type changed
 * @param version the version of the entity since, where the change made it a greater one; null where that is not so, or not
 *     known
 */
public record Change(
        Class<?> type, @Nullable Object id, @Nullable Long version) {

    /** Returns a change of any entities of a type. */
    public static Change ofAny(Class<?> type) {
        return new Change(type, null, null);
    }
}
