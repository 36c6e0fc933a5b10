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
import io.wellspring.engine.Versions;
import org.jspecify.annotations.Nullable;

/** Tells what values say of themselves as JPA entities. */
public final class Entities implements Resources.Entities {

    @Override
    public @Nullable Long versionOf(Object value, String attribute) {
        EntityType type = EntityType.ofLoaded(value);
        EntityType.Attribute version = type == null ? null : type.version(attribute);
        return version == null ? null : Versions.numberOf(version.read(value));
    }

    @Override
    public @Nullable Class<?> typeOf(Object value) {
        EntityType type = EntityType.ofLoaded(value);
        return type == null ? null : type.type();
    }

    @Override
    public @Nullable Object idOf(Object entity) {
        EntityType type = EntityType.ofLoaded(entity);
        return type == null || type.id() == null ? null : type.id().read(entity);
    }
}
