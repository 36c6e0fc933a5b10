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

import io.wellspring.store.Fleet;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Has the generations that this node knows of begin in Redis before anything is loaded. One that begins only when a load is seen
 * to read its type is no older than that load: what it brings could not be stored.
 */
final class Beginnings {

    private final Set<String> begun = ConcurrentHashMap.newKeySet();
    private final Line line;
    private final GenerationFence generations;
    private int connection;

    Beginnings(Line line, GenerationFence generations) {
        this.line = line;
        this.generations = generations;
    }

    /** To be called again and again: types come to be known, and another Redis knows none of them. */
    synchronized void begin() {
        Fleet.Listener listener = line.listener();
        if (listener == null || !line.isWorthATry()) {
            return;
        }
        if (connection != line.connection()) {
            connection = line.connection();
            begun.clear();
        }
        Collection<String> all = listener.generations();
        Scripts.together(() -> all.stream().filter(begun::add).map(this::begin).toList());
    }

    private CompletionStage<?> begin(String generation) {
        return generations.read(line.node().nameOf(generation)).whenComplete((read, failure) -> {
            if (failure != null) {
                begun.remove(generation);
            }
        });
    }
}
