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
package io.wellspring.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the shared tier as people see it, without its value.
 *
 * @param key the text form of its key
 * @param absent whether it says that there is no value
 * @param version the version of the entity that it holds; null where it holds none that has one
 * @param ageNanos how long ago its load began, in nanoseconds
 * @param freshNanos for how long it is fresh, in nanoseconds; negative where it is no more
 * @param staleNanos for how long it may be served at all, in nanoseconds
 * @param tags the groups that it belongs to
 */
public record Listed(
        String key,
        boolean absent,
        @Nullable Long version,
        long ageNanos,
        long freshNanos,
        long staleNanos,
        List<String> tags) {

    public Listed {
        tags = List.copyOf(tags);
    }
}
