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

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.wellspring.store.Listed;
import io.wellspring.store.TierUnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the entries of one cache by SCAN: with each step Redis looks at a bounded number of names, whosever they are. What is
 * slow here is no reason for reads to go without Redis: it is waited for longer, and not counted. For one thread at a time.
 */
final class Listing implements Iterator<Optional<Listed>> {

    /** How many names Redis looks at in one step, about. */
    private static final int STEP = 1000;
    /** How many entries are read together at most; their values come with them. */
    private static final int TOGETHER = 50;
    /** And how many bytes, unless one entry is larger: reads wait for their answers behind these. */
    private static final long BYTES = 256 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private record Named(String name, long bytes) {}

    private record Described(String name, Envelope envelope, long left) {}

    private final RedisTier tier;
    private final EnvelopeCodec codec;
    private final Scripts scripts;
    private final Predicate<String> owned;
    private final ScanArgs which;
    private final int connection;
    private final Queue<String> nodes;
    private String node = "";
    private ScanCursor last = ScanCursor.FINISHED;
    private final Queue<Named> names = new ArrayDeque<>();
    private final Queue<Optional<Listed>> ready = new ArrayDeque<>();

    /**
     * @param pattern of the names of all entries
     * @param owned which of them count
     */
    Listing(RedisTier tier, EnvelopeCodec codec, String pattern, Predicate<String> owned) {
        this.tier = tier;
        this.codec = codec;
        this.scripts = tier.line().scripts();
        this.owned = owned;
        this.which = ScanArgs.Builder.matches(pattern).limit(STEP);
        this.connection = tier.line().connection();
        this.nodes = new ArrayDeque<>(scripts.nodes());
    }

    @Override
    public boolean hasNext() {
        return !ready.isEmpty() || !names.isEmpty() || !last.isFinished() || !nodes.isEmpty();
    }

    @Override
    public Optional<Listed> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        if (ready.isEmpty() && names.isEmpty()) {
            scan();
        }
        if (ready.isEmpty()) {
            read();
        }
        return ready.isEmpty() ? Optional.empty() : ready.remove();
    }

    private void scan() {
        if (!tier.line().isUsable()) {
            throw new TierUnavailableException(tier.name(), "what it holds may be out of date");
        }
        // A cursor says nothing to another server.
        if (tier.line().connection() != connection) {
            throw new TierUnavailableException(tier.name(), "the connection has changed; begin again");
        }
        if (last.isFinished()) {
            node = nodes.remove();
            last = ScanCursor.INITIAL;
        }
        KeyScanCursor<String> found = await(scripts.scan(node, last, which));
        last = found;
        // SCAN may name the same one twice.
        List<String> ours = found.getKeys().stream().distinct().filter(owned).toList();
        List<Long> sizes = ours.isEmpty() ? List.of() : await(scripts.sizes(ours));
        for (int i = 0; i < ours.size(); i++) {
            names.add(new Named(ours.get(i), sizes.get(i)));
        }
        if (!last.isFinished() || !nodes.isEmpty()) {
            // Those of others were looked at too.
            for (int i = names.size(); i < STEP; i++) {
                ready.add(Optional.empty());
            }
        }
    }

    private void read() {
        List<CompletableFuture<@Nullable Described>> reading = new ArrayList<>();
        long bytes = 0;
        for (Named next = names.peek(); next != null; next = names.peek()) {
            bytes += next.bytes();
            if (!reading.isEmpty() && (bytes > BYTES || reading.size() == TOGETHER)) {
                break;
            }
            names.remove();
            reading.add(describe(next.name()));
        }
        await(CompletableFuture.allOf(reading.toArray(CompletableFuture[]::new)));
        List<Described> described = reading.stream()
                .map(CompletableFuture::join)
                .filter(Objects::nonNull)
                .toList();
        Set<String> generations = described.stream()
                .flatMap(each -> each.envelope().holdsTo().keySet().stream())
                .collect(Collectors.toSet());
        KnownGenerations known = tier.knownGenerations();
        await(known.read(generations));
        described.stream()
                .filter(each -> known.areAsIn(each.envelope().holdsTo()))
                .map(Listing::listed)
                .forEach(each -> ready.add(Optional.of(each)));
        for (int i = described.size(); i < reading.size(); i++) {
            ready.add(Optional.empty());
        }
    }

    private CompletableFuture<@Nullable Described> describe(String name) {
        return scripts.read(new String[] {name})
                .<@Nullable Described>thenApply(found -> {
                    byte[] bytes = found.all().get(0);
                    return bytes != null && found.left() > 0 && codec.describe(bytes) instanceof Reading.Hit hit
                            ? new Described(name, hit.envelope(), found.left())
                            : null;
                })
                .toCompletableFuture();
    }

    private static Listed listed(Described found) {
        Envelope envelope = found.envelope();
        return new Listed(
                keyOf(found),
                envelope.absent(),
                envelope.version(),
                TimeUnit.MILLISECONDS.toNanos(envelope.ageMillis(found.left())),
                TimeUnit.MILLISECONDS.toNanos(found.left() - envelope.staleForMillis()),
                TimeUnit.MILLISECONDS.toNanos(found.left()),
                List.copyOf(envelope.tags().keySet()));
    }

    private static String keyOf(Described found) {
        String text = found.envelope().text();
        String original = found.envelope().original();
        return text != null ? text : original != null ? original : KeyName.inBraces(found.name());
    }

    private <T> T await(CompletionStage<T> answer) {
        try {
            return answer.toCompletableFuture()
                    .orTimeout(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)
                    .join();
        } catch (CompletionException e) {
            throw new TierUnavailableException(
                    tier.name(),
                    e.getCause() instanceof TimeoutException
                            ? "no answer within " + PATIENCE.toSeconds() + " seconds"
                            : String.valueOf(e.getCause()));
        }
    }
}
