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
package io.wellspring.store.redis;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/** Those on this node who wait for another node to load an entry. */
final class Waiters {

    private final ConcurrentMap<String, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();

    /** Returns what completes once a message on the entry comes. To be called before the entry is looked for once more. */
    CompletableFuture<Void> register(String name) {
        return waiting.computeIfAbsent(name, any -> new CompletableFuture<>());
    }

    /** Returns what completes with the message, or when there is nothing to wait for any longer. */
    CompletionStage<Void> upTo(CompletableFuture<Void> message, String name, Duration longest) {
        // The copy ends by itself, not what others wait for too.
        return message.copy()
                .completeOnTimeout(null, longest.toMillis(), TimeUnit.MILLISECONDS)
                .thenRun(() -> waiting.remove(name, message));
    }

    void wake(String name) {
        CompletableFuture<Void> message = waiting.remove(name);
        if (message != null) {
            message.complete(null);
        }
    }

    void wakeAll() {
        waiting.keySet().forEach(this::wake);
    }
}
