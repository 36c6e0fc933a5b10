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
package io.wellspring.intercept;

import io.wellspring.engine.Resources;
import org.jspecify.annotations.Nullable;

/** Tells the version of an entity from the attribute that bears JPA's {@code @Version}. */
public final class EntityVersions implements Resources.Versions {

    @Override
    public @Nullable Long versionOf(Object value) {
        return EntityType.versionOf(value);
    }
}
