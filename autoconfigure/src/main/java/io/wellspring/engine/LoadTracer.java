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

import io.wellspring.store.Asking.Purpose;
import io.wellspring.store.Found;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Follows loads, and questions to the tier that nodes share, for traces. What it returns is part of what the current thread does, on
 * whichever thread it runs.
 */
public interface LoadTracer {

    /** Follows nothing. */
    LoadTracer NONE = new LoadTracer() {};

    /** Returns a loader that loads the same, and is followed. */
    default Loader follow(String cache, Purpose purpose, Loader loader) {
        return loader;
    }

    /** As {@link #follow(String, Purpose, Loader)}, for many keys. */
    default BatchLoader follow(String cache, BatchLoader loader) {
        return loader;
    }

    /** Asks a question that is followed. */
    default CompletionStage<Found> follow(
            String cache, String tier, Object key, Supplier<CompletionStage<Found>> question) {
        return question.get();
    }
}
