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
package io.wellspring.benchmarks;

import org.springframework.context.ApplicationContext;

/** Who invalidates what a transaction changes. Public for the code that JMH generates. */
public enum Invalidating {
    NOBODY("no cache"),
    BY_HAND("Spring's caches on Caffeine, evicted by hand"),
    WELLSPRING("Wellspring");

    private final String label;

    Invalidating(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    Dependents open(ApplicationContext shop) {
        return switch (this) {
            case NOBODY -> Dependents.NONE;
            case BY_HAND -> EvictedDependents.make();
            case WELLSPRING -> HeardDependents.in(shop);
        };
    }
}
