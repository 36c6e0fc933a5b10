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

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.wellspring.policy.Ticker;
import io.wellspring.store.Fleet;
import io.wellspring.store.Outage;
import java.lang.reflect.Type;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One Redis that the nodes of an application have in common: standalone, with sentinels, or a cluster. Each is a whole by itself,
 * with the entries that lie on it, their fences, and all generations that these hold to.
 */
final class Member implements AutoCloseable {

    private static final int LARGEST = 64 << 20;
    private static final Duration LONGEST_LEASE = Duration.ofSeconds(30);

    private final RedisSettings settings;
    private final Ticker ticker;
    private final Connections connections;
    private final Line line;
    private final AtomicBoolean connectedAnew = new AtomicBoolean(true);
    private final Continuity continuity;
    private final Invalidator invalidator;
    private final Beginnings beginnings;
    private final @Nullable Drain drain;
    private final ValueCodecs values;
    private final KeyForms forms;
    private final ScheduledExecutorService upkeep = Executors.newSingleThreadScheduledExecutor(Member::thread);
    private final Told told = new Told();
    private volatile @Nullable Bus bus;
    private volatile @Nullable Instant outSince;

    /**
     * @param client makes the connections; it is not closed
     * @param node this process, for all members the same
     * @param values what writes and reads values, for all members the same
     * @param forms what writes keys, for all members the same
     * @param rows those of the outbox; null where there is none
     */
    Member(
            AbstractRedisClient client,
            Node node,
            RedisSettings settings,
            Ticker ticker,
            ValueCodecs values,
            KeyForms forms,
            @Nullable Rows rows) {
        this.settings = settings;
        this.ticker = ticker;
        this.connections = new Connections(client, this::subscribe, new States());
        Scripts scripts = new Scripts(connections::connection);
        Terms terms = settings.terms(LONGEST_LEASE);
        GenerationFence generations = new GenerationFence(scripts, terms, node.channel());
        this.continuity = new Continuity(node, generations, connections::running, told::missed);
        this.line = new Line(
                node,
                scripts,
                continuity::connection,
                ticker,
                new Deadlines(settings.timeout(), ticker, upkeep),
                breaker());
        this.invalidator = new Invalidator(line, terms, settings.onMarkFailure(), rows);
        this.drain = rows == null ? null : new Drain(rows, invalidator, () -> isHeard(ticker.nanos()));
        if (drain != null) {
            invalidator.writeBy(drain::soon);
        }
        this.beginnings = new Beginnings(line, generations);
        line.useWhile(() ->
                invalidator.hasToldAll() && continuity.isVerified() && (drain == null || isProven(ticker.nanos())));
        this.values = values;
        this.forms = forms;
    }

    RedisTier tier(String cache, @Nullable Type type, Duration loadTimeout) {
        Compression compression = new Compression(settings.compressAbove(), LARGEST);
        // Who waits for a node that has died is to load before he has waited for as long as he may.
        Terms terms = settings.terms(loadTimeout.isZero() ? LONGEST_LEASE : loadTimeout.dividedBy(2));
        RedisTier tier = new RedisTier(
                cache,
                () -> type == null ? null : new EnvelopeCodec(values.of(cache, type), compression),
                forms,
                terms,
                line,
                InstantSource.system());
        invalidator.know(tier.whole());
        if (!settings.keepsAfterLoss()) {
            continuity.know(tier.whole());
            upkeep.execute(this::upkeep);
        }
        return tier;
    }

    /** Whether every change was heard, up to a heartbeat ago, that other nodes told by this Redis. */
    boolean isProven(long now) {
        return isHeard(now) && (drain == null || drain.isDone());
    }

    /** @param name what people call it */
    Optional<Outage> outage(String name) {
        String reason = reason();
        Instant since = outSince;
        // The upkeep will notice, if it is not over before that.
        return reason == null
                ? Optional.empty()
                : Optional.of(new Outage(name, since == null ? Instant.now() : since, reason));
    }

    /** Returns what keeps this Redis from being used; null where nothing does. */
    private @Nullable String reason() {
        if (connections.connection() == null) {
            return "it could not be reached since the start";
        }
        if (!isHeard(ticker.nanos())) {
            return "what other nodes change was not heard for a heartbeat";
        }
        if (line.isOpen()) {
            return "calls fail or take too long";
        }
        return isProven(ticker.nanos()) && invalidator.hasToldAll()
                ? null
                : "it was not told yet of everything that has changed";
    }

    private boolean isHeard(long now) {
        Bus open = bus;
        // Where one node of a cluster is lost, what was to be told by that is not.
        return open != null && open.isProven(now) && continuity.isVerified();
    }

    RedisAnnouncement announcement(String transaction) {
        return new RedisAnnouncement(invalidator, transaction);
    }

    /** Returns what is done once it was tried to connect. */
    Future<?> listen(Fleet.Listener listener) {
        line.listen(listener);
        Future<?> connected = upkeep.submit(this::upkeep);
        long beat = settings.heartbeat().toNanos();
        upkeep.scheduleWithFixedDelay(this::upkeep, beat, beat, TimeUnit.NANOSECONDS);
        return connected;
    }

    /**
     * Begins to tell Redis what lies in the outbox, whose table is there by now. Until then a node that has one does without
     * Redis.
     */
    void drain() {
        if (drain != null) {
            drain.start(settings.heartbeat());
        }
    }

    /** How often something lay under one of our names and was no entry. */
    long unreadable() {
        return line.unreadable();
    }

    @Override
    public void close() {
        if (drain != null) {
            drain.close();
        }
        upkeep.shutdownNow();
        Bus open = bus;
        if (open != null) {
            open.close();
        }
        connections.close();
    }

    private void upkeep() {
        if (reason() == null) {
            outSince = null;
        } else if (outSince == null) {
            outSince = Instant.now();
        }
        connections.connect();
        if (connections.connection() != null && connectedAnew.getAndSet(false)) {
            connections.loadScripts();
        }
        if (!settings.keepsAfterLoss() && connections.haveChanged()) {
            continuity.lost();
        }
        continuity.verify().whenComplete((nothing, failure) -> {
            invalidator.tellUntold();
            beginnings.begin();
        });
    }

    private void subscribe(StatefulRedisPubSubConnection<String, String> connection) {
        Bus old = bus;
        if (old != null) {
            old.close();
        }
        bus = new Bus(connection, line.node().channel(), settings.heartbeat(), ticker, told);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "wellspring-redis");
        thread.setDaemon(true);
        return thread;
    }

    /** Opens when half of the last calls failed, and lets a few through after a second. */
    private static CircuitBreaker breaker() {
        return CircuitBreaker.of(
                "wellspring-redis",
                CircuitBreakerConfig.custom()
                        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(20)
                        .minimumNumberOfCalls(5)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(Duration.ofSeconds(1))
                        .permittedNumberOfCallsInHalfOpenState(5)
                        .build());
    }

    private final class States implements RedisConnectionStateListener {

        @Override
        public void onRedisConnected(RedisChannelHandler<?, ?> handler, SocketAddress address) {
            connectedAnew.set(true);
            lost();
        }

        @Override
        public void onRedisDisconnected(RedisChannelHandler<?, ?> handler) {
            lost();
        }

        private void lost() {
            if (!settings.keepsAfterLoss()) {
                continuity.lost();
            }
            if (!upkeep.isShutdown()) {
                upkeep.execute(Member.this::upkeep);
            }
        }
    }

    private final class Told implements Bus.Receiver {

        @Override
        public void message(String message) {
            Fleet.Listener listener = line.listener();
            if (listener == null || !Message.isOne(message)) {
                return;
            }
            String name = Message.nameIn(message);
            if (Message.GENERATION.is(message)) {
                listener.changed(name, Message.nodeIn(message));
                return;
            }
            if (Message.ENTRY.is(message)) {
                listener.changed(RedisTier.stripeOf(name), Message.nodeIn(message));
            }
            line.waiters().wake(name);
        }

        @Override
        public void again() {
            if (drain != null) {
                // Other nodes may have made changes meanwhile that nobody has told yet.
                missed();
                drain.again();
            }
        }

        @Override
        public void missed() {
            Fleet.Listener listener = line.listener();
            if (listener != null) {
                listener.missed();
            }
            line.waiters().wakeAll();
        }
    }
}
