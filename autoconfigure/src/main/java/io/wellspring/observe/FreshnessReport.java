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
 * What was found out about the freshness of a cache since it was made.
 *
 * @param checked hits that were compared with a fresh load
 * @param stale those of them whose value was another
 * @param objective the share of hits that is to be right; null where none is wanted
 * @param within for how long a hit may be wrong without counting against the objective
 * @param budget what is left of the hits that may be wrong: 1 for all, 0 for none, less where there were more; null without an
 *     objective, or before the first check
 * @param advisedTtl the longest ttl with which the objective would have been kept; null where that is not known
 */
public record FreshnessReport(
        long checked,
        long stale,
        @Nullable Double objective,
        Duration within,
        @Nullable Double budget,
        @Nullable Duration advisedTtl) {}
