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

import io.wellspring.store.Asking;
import io.wellspring.store.Asking.Purpose;
import io.wellspring.store.Found;
import io.wellspring.store.Generation;
import io.wellspring.store.Stored;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One search for one entry. Each round reads the generations that the value is expected to hold to, and then asks the fence: both
 * go to Redis together. What comes back holds if it carries the generations that were read; if not, the fence is asked once
 * more, for the right to load.
 */
final class Search {

    private final RedisTier tier;
    private final KeyName name;
    private final Asking asking;
    private final Set<String> expected = new LinkedHashSet<>();
    private final String token;
    /** A search is one row of steps, one after the other. */
    private volatile boolean counted;

    Search(RedisTier tier, KeyName name, Asking asking) {
        this.tier = tier;
        this.name = name;
        this.asking = asking;
        this.token = tier.line().node().unique();
        expected.add(tier.whole());
        asking.expected().forEach(generation -> expected.add(generation.name()));
    }

    CompletionStage<Found> find() {
        boolean again = asking.purpose() == Purpose.RELOAD;
        KnownGenerations known = tier.knownGenerations();
        return !again && readsFirst() ? together(readAlone(), null, known) : ask(again, null);
    }

    /** Whether to look for the entry alone, and to ask for more only if it is not there: many are read by one round trip anyway. */
    private boolean readsFirst() {
        return tier.expectsHit() && !tier.line().isCluster() && !Scripts.areTogether();
    }

    private CompletableFuture<EntryFence.Answered> readAlone() {
        return tier.fence().read(name.entry(), tier.settledOf(expected)).toCompletableFuture();
    }

    /**
     * Asks once, and more often as need be.
     *
     * @param again whether what is there does not suffice
     * @param message what will end a wait for another node; null where none was registered for yet
     */
    private CompletionStage<Found> ask(boolean again, @Nullable CompletableFuture<Void> message) {
        KnownGenerations known = tier.knownGenerations();
        return tier.line().isCluster()
                ? askApart(again, message, known)
                : together(answer(again, tier.settledOf(expected)), message, known);
    }

    /** Takes an answer that came together with the generations. */
    private CompletionStage<Found> together(
            CompletableFuture<EntryFence.Answered> answered,
            @Nullable CompletableFuture<Void> message,
            KnownGenerations known) {
        return tier.line().timely(answered, () -> release(answered)).thenCompose(found -> {
            if (found.answer() instanceof Answer.None) {
                count(false);
                return ask(false, message);
            }
            CompletableFuture<Void> read =
                    known.note(expected, found.generations()).toCompletableFuture();
            return read.isDone()
                    ? decide(found.answer(), known, message)
                    : tier.line()
                            .timely(read, () -> release(answered))
                            .thenCompose(nothing -> decide(found.answer(), known, message));
        });
    }

    /** Generations lie in other slots, and so maybe on other nodes of the cluster. */
    private CompletionStage<Found> askApart(
            boolean again, @Nullable CompletableFuture<Void> message, KnownGenerations known) {
        return tier.together(() -> {
            CompletableFuture<Void> read = known.read(expected).toCompletableFuture();
            CompletableFuture<EntryFence.Answered> answered = answer(again, List.of());
            return tier.line()
                    .timely(read.thenCombine(answered, (nothing, found) -> found), () -> release(answered))
                    .thenCompose(found -> decide(found.answer(), known, message));
        });
    }

    private CompletableFuture<EntryFence.Answered> answer(boolean again, List<String> along) {
        CompletionStage<EntryFence.Answered> answered = looks()
                ? tier.fence().look(name.entry(), again, along)
                : tier.fence().get(name.entry(), token, asking.old(), again, along);
        return answered.toCompletableFuture();
    }

    /** Whether a lease would bind others to what this node will not keep for them, or not soon. */
    private boolean looks() {
        return asking.purpose() == Purpose.LOOK || asking.purpose() == Purpose.SHOW || !tier.keepsValues();
    }

    /** A lease that comes too late would have everybody wait for nothing. */
    private void release(CompletableFuture<EntryFence.Answered> answered) {
        answered.thenAccept(late -> {
            if (late.answer() instanceof Answer.Granted granted) {
                new RedisPermit.Lease(tier, name, granted.token()).giveBack();
            }
        });
    }

    private CompletionStage<Found> decide(
            Answer answer, KnownGenerations known, @Nullable CompletableFuture<Void> message) {
        count(answer instanceof Answer.Hit);
        if (answer instanceof Answer.Hit hit) {
            return read(hit, known);
        }
        if (answer instanceof Answer.Wait wait) {
            return await(wait, message);
        }
        if (answer instanceof Answer.Granted granted) {
            RedisPermit.Lease lease = new RedisPermit.Lease(tier, name, granted.token());
            if (known.anyPending()) {
                lease.giveBack();
                return done(Found.Permit.BYPASS);
            }
            return done(new RedisPermit(tier, name, granted.at(), age(), known, lease));
        }
        if (answer instanceof Answer.Free free && !known.anyPending()) {
            // An old session counts from its beginning, as if the look had been then.
            Duration age = age();
            long at = free.at() - age.toMillis();
            return done(new RedisPermit(
                    tier,
                    name,
                    TimeUnit.MILLISECONDS.toMicros(free.at()),
                    age,
                    known,
                    new RedisPermit.Look(tier, name, at)));
        }
        return done(Found.Permit.BYPASS);
    }

    /** The first answer counts: what is asked after it knows more. */
    private void count(boolean hit) {
        if (!counted && asking.purpose() != Purpose.SHOW) {
            tier.searched(hit);
        }
        counted = true;
    }

    /** For how long the session has been open by now that the load will read in; zero where it opens its own. */
    private Duration age() {
        return asking.old()
                ? Duration.ofNanos(tier.ticker().nanos() - asking.opened()).plus(RedisPermit.MARGIN)
                : Duration.ZERO;
    }

    private CompletionStage<Found> await(Answer.Wait wait, @Nullable CompletableFuture<Void> message) {
        if (asking.purpose() == Purpose.READ_NOW || asking.purpose() == Purpose.REFRESH) {
            return done(new Found.Busy());
        }
        boolean again = asking.purpose() == Purpose.RELOAD;
        Waiters waiters = tier.line().waiters();
        return message == null
                // The load may have ended by now: so the fence is asked once more before the wait.
                ? ask(again, waiters.register(name.entry()))
                : waiters.upTo(message, name.entry(), wait.left()).thenCompose(nothing -> ask(again, null));
    }

    private CompletionStage<Found> read(Answer.Hit hit, KnownGenerations known) {
        EnvelopeCodec codec = tier.codec();
        if (codec == null) {
            return ask(true, null);
        }
        Reading reading = codec.read(hit.entry(), name.original());
        if (!(reading instanceof Reading.Hit read)) {
            tier.line().unreadable((Unreadable) reading, name.entry());
            return ask(true, null);
        }
        Map<String, Long> stored = read.envelope().holdsTo();
        if (known.knowsAll(stored.keySet())) {
            return judge(hit, read.envelope(), stored, known);
        }
        // It holds to more than was expected, which another node has learned of. This one knows it from now on.
        expected.addAll(stored.keySet());
        return tier.line()
                .timely(known.read(stored.keySet()).toCompletableFuture(), () -> {})
                .thenCompose(nothing -> judge(hit, read.envelope(), stored, known));
    }

    private CompletionStage<Found> judge(
            Answer.Hit hit, Envelope envelope, Map<String, Long> stored, KnownGenerations known) {
        Stored entry = known.areAsIn(stored) ? stored(hit, envelope, stored.keySet()) : null;
        if (entry == null || (asking.purpose() == Purpose.REFRESH && entry.freshNanos() <= 0)) {
            return ask(true, null);
        }
        return done(new Found.Hit(entry));
    }

    /** Returns what is known here of an entry; null where it holds to something that this node cannot hear of. */
    private @Nullable Stored stored(Answer.Hit hit, Envelope envelope, Set<String> names) {
        List<Generation> generations = new ArrayList<>();
        for (String generation : names) {
            if (!generation.equals(tier.whole())) {
                Generation here = tier.line().generation(generation);
                if (here == null) {
                    return null;
                }
                generations.add(here);
            }
        }
        long left = hit.left().toMillis();
        return new Stored(
                envelope.value(),
                envelope.version(),
                TimeUnit.MILLISECONDS.toNanos(envelope.ageMillis(left)),
                TimeUnit.MILLISECONDS.toNanos(left - envelope.staleForMillis()),
                TimeUnit.MILLISECONDS.toNanos(left),
                generations,
                List.copyOf(envelope.tags().keySet()),
                RedisTier.stripeOf(name.entry()));
    }

    private static CompletionStage<Found> done(Found found) {
        return CompletableFuture.completedFuture(found);
    }
}
