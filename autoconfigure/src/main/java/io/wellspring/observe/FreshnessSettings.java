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
package io.wellspring.observe;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the freshness of a cache is measured.
 *
 * @param rate the share of hits that is compared with a fresh load; 0 for none
 * @param objective the share of hits that is to be right; null where none is wanted
 * @param within for how long a hit may be wrong without counting against the objective
 */
public record FreshnessSettings(double rate, @Nullable Double objective, Duration within) {}
