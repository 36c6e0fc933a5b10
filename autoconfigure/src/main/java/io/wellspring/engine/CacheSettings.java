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

import io.wellspring.copy.Copier;
import io.wellspring.policy.Lifetimes;
import java.time.Duration;

/**
 * What is decided of a cache at start-up.
 *
 * @param loadTimeout for how long a caller waits for a load; zero for as long as it takes
 * @param versionAttribute the attribute of entities that tells which of two is the newer; empty for the one that is annotated
 * @param infersDependencies whether the entity types that values are computed from are found out, not only declared
 */
public record CacheSettings(
        Lifetimes lifetimes,
        long maximumSize,
        Duration loadTimeout,
        Copier copier,
        String versionAttribute,
        boolean infersDependencies) {}
