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

import io.wellspring.policy.Ticker;
import io.wellspring.store.Asking;
import io.wellspring.store.Found;
import io.wellspring.store.Generation;
import io.wellspring.store.Listed;
import io.wellspring.store.SharedFence;
import io.wellspring.store.SharedTier;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * One cache on Redis: its entries, and the fences of its keys.
 *
 * @see EntryFence
 */
final class RedisTier implements SharedTier {

    private static final Log logger = LogFactory.getLog(RedisTier.class);
    private static final int SPREAD = 0x9E3779B9;
    /** After so many hits in a row, the next is expected to be one. */
    private static final int ROW = 32;

    private final String cache;
    private final KeyNames names;
    private final Supplier<@Nullable EnvelopeCodec> maker;
    private final EntryFence fence;
    private final GenerationFence generations;
    private final Line line;
    private final Terms terms;
    private final InstantSource clock;
    private volatile @Nullable EnvelopeCodec codec;
    private volatile @Nullable String problem;
    private volatile boolean prepared;
    private final AtomicBoolean warned = new AtomicBoolean();
    private final ConcurrentMap<String, String> settled = new ConcurrentHashMap<>();
    /** Hits since the last miss. A plain field: threads that count at once may lose some. */
    private int row;

    /** @param maker makes the codec when the tier is first used; null where no values are kept */
    RedisTier(
            String cache,
            Supplier<@Nullable EnvelopeCodec> maker,
            KeyForms forms,
            Terms terms,
            Line line,
            InstantSource clock) {
        this.cache = cache;
        this.names = new KeyNames(line.node().prefix(), cache, forms);
        this.maker = maker;
        this.fence = new EntryFence(line.scripts(), terms, line.node().channel());
        this.generations =
                new GenerationFence(line.scripts(), terms, line.node().channel());
        this.line = line;
        this.terms = terms;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public boolean keepsValues() {
        return codec() != null;
    }

    @Override
    public CompletionStage<Found> find(Object key, Asking asking) {
        KeyName name = nameOf(key);
        if (name == null) {
            return CompletableFuture.completedFuture(Found.Permit.BYPASS);
        }
        return line.guarded(
                () -> CompletableFuture.completedFuture(Found.Permit.NONE),
                () -> new Search(this, name, asking).find());
    }

    @Override
    public Iterator<Optional<Listed>> entries() {
        return entries(name -> true);
    }

    /** @param owned which names are looked for here: what another Redis owns by now may lie here yet */
    Iterator<Optional<Listed>> entries(Predicate<String> owned) {
        EnvelopeCodec kept = codec();
        return kept == null ? Collections.emptyIterator() : new Listing(this, kept, names.pattern(), owned);
    }

    @Override
    public CompletionStage<@Nullable SharedFence> fenceOf(Object key) {
        KeyName name = nameOf(key);
        CompletionStage<@Nullable SharedFence> unknown = CompletableFuture.completedFuture(null);
        return name == null
                ? unknown
                : line.<@Nullable SharedFence>guarded(
                        () -> unknown,
                        () -> line.timely(fence.show(name.entry()).toCompletableFuture(), () -> {}));
    }

    @Override
    public <T> T together(Supplier<T> action) {
        return Scripts.together(action);
    }

    @Override
    public char stripeOf(Object key) {
        KeyName name = nameOf(key);
        return name == null ? NO_STRIPE : stripeOf(name.entry());
    }

    /** Returns the place of a name: the same on every node. */
    static char stripeOf(String name) {
        char stripe = (char) ((name.hashCode() * SPREAD) >>> Character.SIZE);
        return stripe == NO_STRIPE ? Character.MAX_VALUE : stripe;
    }

    /** Returns the name of a key's entry; null where it can have none, of which people are told once. */
    @Nullable
    KeyName nameOf(Object key) {
        try {
            return names.of(key);
        } catch (UnnameableKeyException e) {
            warn(e);
            return null;
        }
    }

    /** Tells people, the first time, why something of this cache cannot be shared. */
    void warn(RuntimeException e) {
        if (warned.compareAndSet(false, true)) {
            logger.warn(e.getMessage());
        }
    }

    /** The generation of the cache as a whole, which every entry holds to. */
    String whole() {
        return Generation.nameOfWhole(cache);
    }

    /** Returns what writes and reads entries; null where no values are kept. */
    @Nullable
    EnvelopeCodec codec() {
        if (!prepared) {
            prepare();
        }
        return codec;
    }

    @Override
    public @Nullable String problem() {
        if (!prepared) {
            prepare();
        }
        return problem;
    }

    /** Not before the first use: to know what an entity is, there must be entity managers. */
    private synchronized void prepare() {
        if (prepared) {
            return;
        }
        try {
            codec = maker.get();
        } catch (UnwritableValueException e) {
            problem = e.getMessage();
        }
        prepared = true;
    }

    /** Whether the next search is likely to find an entry. */
    boolean expectsHit() {
        return row >= ROW;
    }

    /** Takes down whether a search has found an entry at its first try. */
    void searched(boolean hit) {
        if (!hit) {
            row = 0;
        } else if (row < ROW) {
            row++;
        }
    }

    EntryFence fence() {
        return fence;
    }

    /** Returns where generations can be read along with an entry. */
    List<String> settledOf(Collection<String> expected) {
        List<String> names = new ArrayList<>(expected.size());
        for (String generation : expected) {
            // Of tags there may be any number.
            names.add(
                    generation.startsWith(Generation.TAG)
                            ? settledOf(generation)
                            : settled.computeIfAbsent(generation, this::settledOf));
        }
        return names;
    }

    private String settledOf(String generation) {
        return GenerationFence.settled(line.node().nameOf(generation));
    }

    KnownGenerations knownGenerations() {
        return new KnownGenerations(line.node(), generations);
    }

    Line line() {
        return line;
    }

    Terms terms() {
        return terms;
    }

    Ticker ticker() {
        return line.ticker();
    }

    InstantSource clock() {
        return clock;
    }
}
