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
package io.wellspring.invalidation.jpa;

import io.wellspring.invalidation.jpa.SqlStatement.Kind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a statement means to the entities of one persistence unit. It may name too many types, never too few.
 *
 * @param types the types whose tables it names; for a write also those whose rows the database changes along
 * @param several those of them whose table it names more than once, so that it may read more than one row of it
 * @param rows the types whose own tables it names, not only those of their collections
 * @param target the table that it writes to; null where that cannot be told
 */
record Touched(
        Kind kind,
        Set<Class<?>> types,
        Set<Class<?>> several,
        Set<Class<?>> rows,
        @Nullable String target) {}
