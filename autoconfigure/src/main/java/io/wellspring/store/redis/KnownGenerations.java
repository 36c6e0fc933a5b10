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

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The generations that one search has read, as they were before the load. Used by one step after the other. */
final class KnownGenerations {

    private static final CompletionStage<Void> NOTHING_OPEN = CompletableFuture.completedFuture(null);

    private final Node node;
    private final GenerationFence fence;
    private final Map<String, GenerationFence.Read> read = new HashMap<>();

    KnownGenerations(Node node, GenerationFence fence) {
        this.node = node;
        this.fence = fence;
    }

    /** Reads those that are not read yet, all in one round trip. */
    CompletionStage<Void> read(Collection<String> generations) {
        Set<String> missing = new LinkedHashSet<>(generations);
        missing.removeAll(read.keySet());
        return readAgain(missing);
    }

    private CompletionStage<Void> readAgain(Collection<String> generations) {
        CompletableFuture<?>[] all = generations.stream()
                .map(name -> fence.read(node.nameOf(name)).thenAccept(found -> note(name, found)))
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(all);
    }

    /** Notes what was read along with an entry, and reads what that leaves open: a write that is pending may have lapsed. */
    CompletionStage<Void> note(Collection<String> generations, List<byte @Nullable []> settled) {
        List<String> open = new ArrayList<>();
        int next = 0;
        for (String name : generations) {
            byte[] generation = settled.get(next++);
            if (generation == null) {
                open.add(name);
            } else {
                note(name, new GenerationFence.Read(GenerationFence.generation(generation), false));
            }
        }
        return open.isEmpty() ? NOTHING_OPEN : readAgain(open);
    }

    /** Answers come on the client's threads, which may be several in a cluster. */
    private synchronized void note(String name, GenerationFence.Read found) {
        read.put(name, found);
    }

    synchronized boolean knows(String generation) {
        return read.containsKey(generation);
    }

    synchronized boolean knowsAll(Collection<String> generations) {
        return read.keySet().containsAll(generations);
    }

    /** Whether a write is pending of any of them. */
    synchronized boolean anyPending() {
        return read.values().stream().anyMatch(GenerationFence.Read::pending);
    }

    /** Whether all of these are still as they were, when something was stored that is computed from them. */
    synchronized boolean areAsIn(Map<String, Long> stored) {
        // A loop, as this is on the way of every hit.
        for (Map.Entry<String, Long> entry : stored.entrySet()) {
            GenerationFence.Read found = read.get(entry.getKey());
            if (found == null || found.generation() != entry.getValue()) {
                return false;
            }
        }
        return true;
    }

    /** Whether nothing is pending of these, and none has changed since a time, in microseconds of the server's clock. */
    synchronized boolean areOlderThan(long time, Collection<String> generations) {
        return generations.stream()
                .map(read::get)
                .allMatch(found -> found != null && !found.pending() && found.generation() < time);
    }

    /** Returns what to store of these; null where something computed from them must not be stored, as a write is pending. */
    synchronized @Nullable Map<String, Long> toStore(Collection<String> generations) {
        Map<String, Long> stored = new HashMap<>();
        for (String generation : generations) {
            GenerationFence.Read found = read.get(generation);
            if (found == null || found.pending()) {
                return null;
            }
            stored.put(generation, found.generation());
        }
        return stored;
    }
}
