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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Whether Redis still is the one that was told everything. After a restart or a failover it may have lost marks that it had
 * acknowledged, and what they were to keep away would answer again. So with each new connection it is asked which run of it this
 * is; where that is another one, every cache begins anew. What was kept is not read before that is done, and nothing new is kept
 * for as long as a commit may be under way whose mark was lost.
 *
 * <p>A cluster has a run of each of its primaries. Where all of them go on and others join them, nothing was lost.
 */
final class Continuity {

    private static final Log logger = LogFactory.getLog(Continuity.class);

    private final Set<String> wholes = ConcurrentHashMap.newKeySet();
    private final Set<String> unverified = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final Set<String> runs = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean verifying = new AtomicBoolean();
    private final Node node;
    private final GenerationFence generations;
    private final Supplier<CompletionStage<List<String>>> running;
    private final Runnable missed;
    private final AtomicBoolean broken = new AtomicBoolean();

    /**
     * @param running asks each primary of Redis for what names the time that it has held its data without a break
     * @param missed told after a break, before anything is used again: one that was lost has told nobody anything
     */
    Continuity(
            Node node, GenerationFence generations, Supplier<CompletionStage<List<String>>> running, Runnable missed) {
        this.node = node;
        this.generations = generations;
        this.running = running;
        this.missed = missed;
    }

    /** Adds the generation of a cache as a whole. Until it is verified, nothing that is kept is read. */
    void know(String whole) {
        unverified.add(whole);
        wholes.add(whole);
    }

    /** The connection is gone. What was asked on it may be answered by another Redis. */
    void lost() {
        connections.incrementAndGet();
        broken.set(true);
        unverified.addAll(wholes);
    }

    /** Whether this node has known another run that has ended: then commits may be under way whose marks were lost with it. */
    private boolean haveEnded(List<String> now) {
        boolean ended = !now.containsAll(runs);
        runs.addAll(now);
        return ended;
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
        if (isVerified() || !verifying.compareAndSet(false, true)) {
            return CompletableFuture.completedFuture(null);
        }
        int at = connection();
        List<String> some = List.copyOf(unverified);
        return CompletableFuture.completedFuture(running)
                .thenCompose(Supplier::get)
                .thenCompose(now -> renew(some, now))
                .handle((nothing, failure) -> {
                    if (failure != null) {
                        logger.debug("Redis could not be asked which run of it this is", failure);
                        verifying.set(false);
                        return CompletableFuture.<Void>completedFuture(null);
                    }
                    if (broken.getAndSet(false)) {
                        missed.run();
                    }
                    some.forEach(unverified::remove);
                    if (at != connection()) {
                        // It was lost meanwhile: nobody knows which of them answered.
                        unverified.addAll(wholes);
                    }
                    verifying.set(false);
                    return verify();
                })
                .thenCompose(next -> next);
    }

    private CompletableFuture<Void> renew(List<String> some, List<String> now) {
        String all = String.join(" ", now);
        boolean ended = haveEnded(now);
        return CompletableFuture.allOf(some.stream()
                .map(whole -> generations.renew(node.nameOf(whole), all, ended, Message.GENERATION.of(node, whole)))
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture[]::new));
    }
}
