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

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The protocol of one generation: of an entity type, a tag or a cache as a whole. An entry holds to it as long as it is the same,
 * so that a change costs the same however many entries fall. A generation is the time of the last change by the server's clock,
 * in microseconds: one that was lost and begins anew is greater than all that were read before.
 */
final class GenerationFence {

    /** @param pending whether a write is pending: what is computed now must not be stored */
    record Read(long generation, boolean pending) {}

    private final Scripts scripts;
    private final Terms terms;
    private final String channel;

    /** @param channel where changes are published */
    GenerationFence(Scripts scripts, Terms terms, String channel) {
        this.scripts = scripts;
        this.terms = terms;
        this.channel = channel;
    }

    CompletionStage<Read> read(String name) {
        return scripts.<List<Object>>run(
                        Script.GENERATION_READ, keys(name), terms.generation().toMillis())
                .thenApply(answer -> new Read(generation((byte[]) answer.get(0)), (Long) answer.get(1) == 1));
    }

    static long generation(byte[] text) {
        return Long.parseLong(new String(text, StandardCharsets.US_ASCII));
    }

    /** Returns where a generation can be read at once, as long as no write is pending. */
    static String settled(String name) {
        return name + ":s";
    }

    /** Before a commit: what holds to it falls, and nothing that holds to it may be stored until the end. */
    CompletionStage<Long> mark(String name, String transaction, String message) {
        return scripts.run(
                Script.GENERATION_MARK,
                keys(name),
                transaction,
                terms.pending().toMillis(),
                terms.generation().toMillis(),
                channel,
                message);
    }

    /** After a commit, or a rollback. The message tells once more where the mark has lapsed. */
    CompletionStage<Long> end(String name, String transaction, boolean committed, String message) {
        return scripts.run(
                Script.GENERATION_END,
                keys(name),
                transaction,
                committed ? 1 : 0,
                terms.hold().toMillis(),
                terms.generation().toMillis(),
                channel,
                message);
    }

    /**
     * Moves it, unless it was moved since this Redis has held its data without a break.
     *
     * @param run names that time, for each of its primaries
     * @param lost whether another run has ended, with which marks may have been lost
     * @return 1 where it was moved
     */
    CompletionStage<Long> renew(String name, String run, boolean lost, String message) {
        return scripts.run(
                Script.GENERATION_RENEW,
                keys(name),
                run,
                terms.generation().toMillis(),
                lost ? terms.pending().toMillis() : 0,
                channel,
                message);
    }

    /** Only one in a Cluster: two may lie on two nodes while their slot moves. */
    private String[] keys(String name) {
        return scripts.isCluster() ? new String[] {name} : new String[] {name, settled(name)};
    }
}
