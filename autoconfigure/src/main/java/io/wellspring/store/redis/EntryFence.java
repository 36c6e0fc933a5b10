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

import io.wellspring.store.SharedFence;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The protocol of one key: who may load and store its entry, around the commits that change what it is computed from. The entry
 * and its fence lie in one slot, and each step is one script, which Redis runs as a whole.
 *
 * <p>While a slot moves from one node of a cluster to another, its names move one by one, and no script may use two that do not
 * lie together. Then there is no leave to store: what looks, looks at the entry alone; and what writes tells the fence first,
 * so that nobody stores any more, and drops the entry after that.
 *
 * <p>The fence is a hash: {@code l} and {@code e}, the token of the lease and its deadline; {@code w}, that somebody waits;
 * {@code p:<transaction>}, until when a write is pending; {@code x}, until when a transaction or session may be older than the
 * last invalidation; {@code v}, the smallest version that may be stored. All times are of the server's clock.
 */
final class EntryFence {

    private static final int STORED = 1;
    private static final int ENTRY = 0;
    private static final int FENCE = 1;
    private static final String PENDING = "p:";

    /** @param generations those that were read along, in their order; null for each that is not settled */
    record Answered(Answer answer, List<byte @Nullable []> generations) {}

    private final Scripts scripts;
    private final Terms terms;
    private final String channel;

    /** @param channel where invalidations and the ends of loads are published */
    EntryFence(Scripts scripts, Terms terms, String channel) {
        this.scripts = scripts;
        this.terms = terms;
        this.channel = channel;
    }

    /**
     * Looks for an entry and asks nothing of its fence, as the scripts do not either that find one.
     *
     * @param generations where to read what is settled; must lie in the same slot
     */
    CompletionStage<Answered> read(String name, Collection<String> generations) {
        return scripts.read(names(generations, name)).thenApply(EntryFence::read);
    }

    private static Answered read(Scripts.Values values) {
        byte[] entry = values.all().get(ENTRY);
        Answer answer = entry == null || values.left() < 0
                ? new Answer.None()
                : new Answer.Hit(entry, Duration.ofMillis(values.left()));
        return new Answered(answer, values.all().subList(1, values.all().size()));
    }

    /**
     * Looks for an entry, or for the right to load it.
     *
     * @param token names the lease that may be granted; no other must have the same
     * @param old whether the load will read in a transaction or session that was open before
     * @param again whether to load though there is an entry
     * @param generations where to read what is settled; must lie in the same slot
     */
    CompletionStage<Answered> get(
            String name, String token, boolean old, boolean again, Collection<String> generations) {
        return this.<List<Object>>run(
                        Script.GET,
                        ENTRY,
                        keys(name, generations),
                        flag(again),
                        token,
                        terms.lease().toMillis(),
                        flag(old),
                        terms.tombstone().toMillis(),
                        terms.pending().toMillis())
                .thenApply(answer -> read(token, answer));
    }

    /**
     * Stores an entry under a lease, and ends that.
     *
     * @param entry null to store nothing
     * @param version null where it has none
     * @param message wakes those who wait
     * @return whether the lease stood, and no newer version was seen
     */
    CompletionStage<Boolean> set(
            String name, String token, byte @Nullable [] entry, Duration life, @Nullable Long version, String message) {
        return this.<Long>run(
                        Script.SET,
                        FENCE,
                        keys(name),
                        token,
                        entry == null ? "" : entry,
                        life.toMillis(),
                        version == null ? "" : version,
                        channel,
                        message)
                .thenApply(answer -> answer == STORED);
    }

    /**
     * Looks for an entry, or for the time from which on its invalidations count.
     *
     * @param again whether to look though there is an entry
     * @param generations where to read what is settled; must lie in the same slot
     */
    CompletionStage<Answered> look(String name, boolean again, Collection<String> generations) {
        return this.<List<Object>>run(Script.LOOK, ENTRY, keys(name, generations), flag(again))
                .thenApply(answer -> read("", answer));
    }

    /**
     * Stores what was computed since a look, unless its key was invalidated meanwhile.
     *
     * @param at the time of the look
     * @param entry null to store nothing
     * @param version null where it has none
     * @return whether it may be stored, here and elsewhere
     */
    CompletionStage<Boolean> put(String name, long at, byte @Nullable [] entry, Duration life, @Nullable Long version) {
        return this.<Long>run(
                        Script.PUT,
                        FENCE,
                        keys(name),
                        at,
                        terms.oldest().toMillis(),
                        terms.tombstone().toMillis(),
                        entry == null ? "" : entry,
                        life.toMillis(),
                        version == null ? "" : version)
                .thenApply(answer -> answer == STORED);
    }

    /**
     * Before a commit: drops the entry, and keeps everybody from storing one until the end.
     *
     * @param message tells the near tiers
     */
    CompletionStage<Long> mark(String name, String transaction, String message) {
        return tell(
                Script.MARK,
                name,
                message,
                transaction,
                terms.pending().toMillis(),
                terms.tombstone().toMillis(),
                channel,
                message);
    }

    /**
     * After a commit, or a rollback.
     *
     * @param version the version that the commit gave the entity; null where that is not known
     * @param message tells the near tiers once more where the mark has lapsed
     */
    CompletionStage<Long> end(
            String name, String transaction, boolean committed, @Nullable Long version, String message) {
        return tell(
                Script.END,
                name,
                message,
                transaction,
                flag(committed),
                version == null ? "" : version,
                terms.hold().toMillis(),
                terms.tombstone().toMillis(),
                channel,
                message);
    }

    /** Shows the fence to people. */
    CompletionStage<SharedFence> show(String name) {
        return scripts.<List<Object>>run(Script.SHOW, new String[] {keys(name)[FENCE]})
                .thenApply(EntryFence::shown);
    }

    @SuppressWarnings("unchecked")
    private static SharedFence shown(List<Object> answer) {
        long now = Long.parseLong(text(answer.get(0)));
        Map<String, String> fields = new TreeMap<>();
        for (Iterator<Object> all = ((List<Object>) answer.get(1)).iterator(); all.hasNext(); ) {
            fields.put(text(all.next()), text(all.next()));
        }
        ToLongFunction<@Nullable String> left =
                deadline -> deadline == null ? 0 : Math.max(0, (long) Double.parseDouble(deadline) - now);
        long leased = left.applyAsLong(fields.get("e"));
        String token = fields.get("l");
        return new SharedFence(
                leased == 0 || token == null ? null : holder(token, leased),
                fields.entrySet().stream()
                        .filter(field -> isOfNode(field.getKey()) && left.applyAsLong(field.getValue()) > 0)
                        .map(field ->
                                holder(field.getKey().substring(PENDING.length()), left.applyAsLong(field.getValue())))
                        .toList(),
                Duration.ofMillis(left.applyAsLong(fields.get("x"))));
    }

    /** Others are those of nobody: of a fence that was lost, or of replicas that may lag. */
    private static boolean isOfNode(String field) {
        return field.startsWith(PENDING) && field.indexOf('-') >= 0;
    }

    /** @param unique as {@link Node#unique} has made it */
    private static SharedFence.Holder holder(String unique, long left) {
        return new SharedFence.Holder(unique.substring(0, unique.lastIndexOf('-')), Duration.ofMillis(left));
    }

    /** @param alone which of the names to use where they lie apart */
    private <T> CompletionStage<T> run(Script script, int alone, String[] keys, Object... arguments) {
        return scripts.<T>run(script, keys, arguments)
                .exceptionallyCompose(failure -> Scripts.isTorn(failure)
                        ? scripts.run(script, new String[] {keys[alone]}, arguments)
                        : CompletableFuture.failedFuture(failure));
    }

    private CompletionStage<Long> tell(Script script, String name, String message, Object... arguments) {
        String[] keys = keys(name);
        return scripts.<Long>run(script, keys, arguments)
                .exceptionallyCompose(failure -> Scripts.isTorn(failure)
                        ? scripts.<Long>run(script, new String[] {keys[FENCE]}, arguments)
                                .thenCompose(answer -> scripts.<Long>run(
                                                Script.DROP, new String[] {keys[ENTRY]}, channel, message)
                                        .thenApply(dropped -> answer))
                        : CompletableFuture.failedFuture(failure));
    }

    private static String[] keys(String name, Collection<String> generations) {
        return names(generations, name, name + ":f");
    }

    private static String[] names(Collection<String> generations, String... first) {
        String[] names = Arrays.copyOf(first, first.length + generations.size());
        int next = first.length;
        for (String generation : generations) {
            names[next++] = generation;
        }
        return names;
    }

    private static String[] keys(String name) {
        return keys(name, List.of());
    }

    private static int flag(boolean set) {
        return set ? 1 : 0;
    }

    @SuppressWarnings("unchecked")
    private static Answered read(String token, List<Object> answer) {
        List<Object> rest = answer.subList(1, answer.size());
        return new Answered(decide(token, rest), (List<byte @Nullable []>) answer.get(0));
    }

    private static Answer decide(String token, List<Object> answer) {
        String kind = text(answer.get(0));
        return switch (kind) {
            case "hit" -> new Answer.Hit((byte[]) answer.get(1), millis(answer.get(2)));
            case "bypass" -> new Answer.Bypass();
            case "wait" -> new Answer.Wait(millis(answer.get(1)));
            case "free" -> new Answer.Free(Long.parseLong(text(answer.get(1))));
            case "granted" -> new Answer.Granted(token, Long.parseLong(text(answer.get(1))));
            default -> throw new IllegalStateException("The fence answers '" + kind + "'");
        };
    }

    private static Duration millis(Object number) {
        return Duration.ofMillis((Long) number);
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.UTF_8);
    }
}
