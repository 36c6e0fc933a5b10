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
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Tells Redis, and by it the other nodes, what this node changes. What Redis could not be told is kept, and told before this node
 * uses anything again that Redis keeps.
 *
 * <p>All commands of a transaction are sent before the first answer is waited for.
 */
final class Invalidator {

    private static final Log logger = LogFactory.getLog(Invalidator.class);

    /** More transactions than this are not kept one by one: then every cache falls instead. */
    private static final int MANY = 10_000;
    /** So many are told again at a time. */
    private static final int SOME = 100;

    /**
     * @param ended whether the transaction has ended, so that there is nothing to mark any more
     * @param unwritten whether it takes a row of the outbox for others to know, should this node die, and there is none
     */
    private record Untold(Changed changed, boolean ended, boolean unwritten) {}

    private final ConcurrentMap<String, Untold> untold = new ConcurrentHashMap<>();
    private final Set<String> wholes = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean telling = new AtomicBoolean();
    private final Line line;
    private final EntryFence entries;
    private final GenerationFence generations;
    private final MarkFailure policy;
    private final @Nullable Rows rows;
    private volatile Runnable writer = () -> {};

    /** @param rows those of the outbox; null where there is none */
    Invalidator(Line line, Terms terms, MarkFailure policy, @Nullable Rows rows) {
        this.line = line;
        this.entries = new EntryFence(line.scripts(), terms, line.node().channel());
        this.generations =
                new GenerationFence(line.scripts(), terms, line.node().channel());
        this.policy = policy;
        this.rows = rows;
    }

    /** @param action has rows written soon, on a thread that may wait for a database */
    void writeBy(Runnable action) {
        writer = action;
    }

    /** Adds the generation of a cache as a whole. */
    void know(String whole) {
        wholes.add(whole);
    }

    /** Counts the connections. */
    int connection() {
        return line.connection();
    }

    /** Whether Redis knows of everything that this node has changed. */
    boolean hasToldAll() {
        return untold.isEmpty();
    }

    /** Before a commit. To be followed by {@link #awaitMark}. */
    CompletionStage<Void> sendMark(Changed changed) {
        return changed.isNothing() ? CompletableFuture.completedFuture(null) : send(new Untold(changed, false, true));
    }

    /**
     * Waits until Redis has a mark.
     *
     * @throws MarkRejectedException where Redis could not be told, and the application wants no commit then, or wants a row in
     *     its place that could not be written
     */
    void awaitMark(Changed changed, CompletionStage<Void> sent) {
        Throwable failure = failureOf(sent);
        if (failure == null) {
            return;
        }
        if (policy == MarkFailure.REJECT) {
            throw MarkRejectedException.asWanted(failure);
        }
        keep(new Untold(changed, false, !isWrittenWithin(changed)), failure);
    }

    /** Without a transaction to write it in, a row could be told before the commit, and be lost: it has to wait. */
    private boolean isWrittenWithin(Changed changed) {
        try {
            return rows != null && rows.writeWithin(changed);
        } catch (RuntimeException e) {
            throw MarkRejectedException.withoutRow(e);
        }
    }

    /** After a commit, or a rollback. */
    void end(Changed changed, boolean committed, boolean waiting) {
        if (changed.isNothing()) {
            return;
        }
        if (!committed) {
            untold.remove(changed.transaction());
            // If it is lost, the marks lapse.
            Scripts.together(() -> sendEnd(changed, false));
            return;
        }
        Untold marked = untold.get(changed.transaction());
        // A mark that Redis was told lapses, should its end be lost: that takes no row.
        boolean unwritten = marked == null
                ? waiting
                : marked.unwritten() || !marked.changed().covers(changed);
        Untold end = new Untold(changed, true, false);
        // A mark that Redis was not told is its end now. Replaced, not removed: nothing is used until it is told.
        boolean wasUntold = untold.replace(changed.transaction(), end) != null;
        CompletionStage<Void> sent = send(end).whenComplete((nothing, failure) -> {
            if (failure != null) {
                keep(new Untold(changed, true, unwritten), failure);
                writer.run();
            } else if (wasUntold) {
                untold.remove(changed.transaction(), end);
            }
        });
        // Without a mark nothing kept the others away: they must know before whoever has committed goes on.
        if (waiting || wasUntold) {
            failureOf(sent);
        }
    }

    /** Tells what could not be told before. To be called again and again. */
    void tellUntold() {
        if (untold.isEmpty() || !telling.compareAndSet(false, true)) {
            return;
        }
        List<Untold> some = new ArrayList<>();
        Iterator<Untold> all = untold.values().iterator();
        while (all.hasNext() && some.size() < SOME) {
            some.add(all.next());
        }
        CompletableFuture<?>[] sent = some.stream()
                .map(each -> tell(each)
                        .thenRun(() -> untold.remove(each.changed().transaction(), each))
                        .toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        line.timely(CompletableFuture.allOf(sent), () -> {}).whenComplete((nothing, failure) -> {
            telling.set(false);
            if (failure == null) {
                tellUntold();
            }
        });
    }

    /** Writes a row for whatever needs one and has none. Waits for the database. */
    void writeRows() {
        if (rows == null) {
            return;
        }
        for (Untold each : untold.values()) {
            if (each.ended() && each.unwritten()) {
                rows.write(each.changed());
                untold.replace(each.changed().transaction(), each, new Untold(each.changed(), true, false));
            }
        }
    }

    /** Tells of a commit of whichever node. To tell it again does no harm. */
    CompletionStage<Void> tellEnd(Changed changed) {
        return Scripts.together(() -> sendEnd(changed, true));
    }

    /** Returns the change of all that is cached. */
    Changed everything() {
        return new Changed(line.node().unique(), Map.of(), Set.copyOf(wholes));
    }

    private void keep(Untold kept, Throwable failure) {
        if (untold.isEmpty()) {
            logger.warn("Redis could not be told what a transaction changes. This node does without Redis until it is: "
                    + failure);
        }
        if (untold.size() >= MANY) {
            untold.clear();
            Changed everything = everything();
            untold.put(everything.transaction(), new Untold(everything, true, true));
        }
        untold.put(kept.changed().transaction(), kept);
    }

    private CompletionStage<Void> send(Untold each) {
        return line.isWorthATry()
                ? line.timely(tell(each).toCompletableFuture(), () -> {})
                : CompletableFuture.failedFuture(new IllegalStateException("Redis is out of order"));
    }

    private CompletionStage<Void> tell(Untold each) {
        return each.ended() ? tellEnd(each.changed()) : Scripts.together(() -> mark(each.changed()));
    }

    private CompletionStage<Void> mark(Changed changed) {
        List<CompletionStage<?>> sent = new ArrayList<>(changed.size());
        changed.entries()
                .forEach((name, version) ->
                        sent.add(entries.mark(name, changed.transaction(), Message.ENTRY.of(line.node(), name))));
        changed.generations()
                .forEach(name -> sent.add(generations.mark(
                        line.node().nameOf(name), changed.transaction(), Message.GENERATION.of(line.node(), name))));
        return all(sent);
    }

    private CompletionStage<Void> sendEnd(Changed changed, boolean committed) {
        List<CompletionStage<?>> sent = new ArrayList<>(changed.entries().size());
        changed.entries()
                .forEach((name, version) -> sent.add(entries.end(
                        name, changed.transaction(), committed, version, Message.ENTRY.of(line.node(), name))));
        // Entries first: what is computed from one of them, after its generation has moved, must not be from before
        // that.
        return all(sent).thenCompose(nothing -> Scripts.together(() -> endGenerations(changed, committed)));
    }

    private CompletionStage<Void> endGenerations(Changed changed, boolean committed) {
        return all(changed.generations().stream()
                .map(name -> generations.end(
                        line.node().nameOf(name),
                        changed.transaction(),
                        committed,
                        Message.GENERATION.of(line.node(), name)))
                .toList());
    }

    private static CompletionStage<Void> all(List<? extends CompletionStage<?>> sent) {
        return CompletableFuture.allOf(
                sent.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture[]::new));
    }

    private static @Nullable Throwable failureOf(CompletionStage<Void> sent) {
        try {
            sent.toCompletableFuture().get();
            return null;
        } catch (ExecutionException e) {
            return e.getCause() == null ? e : e.getCause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return e;
        }
    }
}
