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

import java.util.List;
import java.util.SplittableRandom;

/** Chooses what is written. */
final class Targets {

    private final CheckerSettings settings;
    private final SplittableRandom random;

    Targets(CheckerSettings settings, SplittableRandom random) {
        this.settings = settings;
        this.random = random;
    }

    long item() {
        return 1 + random.nextInt(settings.items());
    }

    /** One that is never deleted. */
    long keptItem() {
        return 1 + random.nextInt(settings.kept());
    }

    long deletableItem() {
        return 1 + settings.kept() + random.nextInt(settings.items() - settings.kept());
    }

    /** Two neighbours that are never deleted, in order. */
    List<Long> twoItems() {
        long first = 1 + random.nextInt(settings.kept() - 1);
        return List.of(first, first + 1);
    }

    long shelf() {
        return 1 + random.nextInt(settings.shelves());
    }
}
