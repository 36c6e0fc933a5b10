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

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Whether Redis still is the one that was told everything. After a restart or a failover it may have lost marks that it had
 * acknowledged, and what they were to keep away would answer again. So with each new connection it is asked which run of it this
 * is; where that is another one, every cache begins anew. What was kept is not read before that is done, and nothing new is kept
 * for as long as a commit may be under way whose mark was lost.
 */
final class Continuity {

    private static final Log logger = LogFactory.getLog(Continuity.class);

    private final Set<String> wholes = ConcurrentHashMap.newKeySet();
    private final Set<String> unverified = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicReference<@Nullable String> first = new AtomicReference<>();
    private final Node node;
    private final GenerationFence generations;
    private final Supplier<CompletionStage<String>> run;

    /** @param run asks Redis for what names the time that it has held its data without a break */
    Continuity(Node node, GenerationFence generations, Supplier<CompletionStage<String>> run) {
        this.node = node;
        this.generations = generations;
        this.run = run;
    }

    /** Adds the generation of a cache as a whole. Until it is verified, nothing that is kept is read. */
    void know(String whole) {
        unverified.add(whole);
        wholes.add(whole);
    }

    /** The connection is gone. What was asked on it may be answered by another Redis. */
    void lost() {
        connections.incrementAndGet();
        unverified.addAll(wholes);
    }

    /** Whether this node has known another run: then commits may be under way whose marks were lost with that. */
    private boolean isAnother(String id) {
        return !first.compareAndSet(null, id) && !id.equals(first.get());
    }

    /** Counts the connections: what was asked on one must be answered on the same. */
    int connection() {
        return connections.get();
    }

    boolean isVerified() {
        return unverified.isEmpty();
    }

    /** Has every cache begin anew whose entries are from another run. To be called again and again. */
    CompletionStage<Void> verify() {
        if (isVerified()) {
            return CompletableFuture.completedFuture(null);
        }
        int at = connection();
        List<String> some = List.copyOf(unverified);
        return run.get()
                .thenCompose(id -> CompletableFuture.allOf(some.stream()
                        .map(whole ->
                                generations.renew(node.nameOf(whole), id, isAnother(id), Message.GENERATION.of(whole)))
                        .map(CompletionStage::toCompletableFuture)
                        .toArray(CompletableFuture[]::new)))
                .thenAccept(nothing -> {
                    some.forEach(unverified::remove);
                    if (at != connection()) {
                        // It was lost meanwhile: nobody knows which of them answered.
                        unverified.addAll(wholes);
                    }
                })
                .whenComplete((nothing, failure) -> {
                    if (failure != null) {
                        logger.debug("Redis could not be asked which run of it this is", failure);
                    }
                });
    }
}
