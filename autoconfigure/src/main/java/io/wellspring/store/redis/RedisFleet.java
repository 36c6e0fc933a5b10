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

import io.lettuce.core.AbstractRedisClient;
import io.wellspring.policy.Ticker;
import io.wellspring.store.Fleet;
import io.wellspring.store.Outage;
import io.wellspring.store.Outbox;
import io.wellspring.store.SharedTier;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The nodes of an application that have one Redis in common, or several standalone ones among which the keys are divided.
 *
 * <p>Each of several is a whole by itself: an entry, its fence and the generations that it holds to lie on one of them. So a load
 * asks one only, and one that is out of order takes its own keys with it and no others. What a commit changes is told to all, since
 * each has the generations.
 */
public final class RedisFleet implements Fleet, AutoCloseable {

    private static final String NAME = "redis";

    /** For how long the start waits for connections. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Log logger = LogFactory.getLog(RedisFleet.class);

    private final RedisSettings settings;
    private final Node node;
    private final List<String> names;
    private final Ring ring;
    private final Member[] members;

    /**
     * @param customizer teaches the mapper of values what the application's types need
     * @param keyParts takes keys of other libraries' types apart, so that equal ones have equal parts; null for those that it
     *     does not know
     * @param outbox what says of commits what Redis could not be told, with {@link MarkFailure#OUTBOX}; null otherwise
     */
    public RedisFleet(
            RedisClients clients,
            RedisSettings settings,
            Ticker ticker,
            Consumer<JsonMapper.Builder> customizer,
            Function<Object, @Nullable List<?>> keyParts,
            @Nullable Outbox outbox) {
        this.settings = settings;
        this.node = new Node(settings.prefix());
        ValueCodecs values = new ValueCodecs(customizer);
        KeyForms forms = new KeyForms(keyParts);
        Map<String, AbstractRedisClient> byName = clients.byName();
        this.names = List.copyOf(byName.keySet());
        this.ring = new Ring(names);
        this.members = byName.entrySet().stream()
                .map(client -> new Member(
                        client.getValue(),
                        node,
                        settings,
                        ticker,
                        values,
                        forms,
                        outbox == null
                                ? null
                                : new Rows(
                                        outbox, settings.prefix(), rowsOf(client.getKey(), byName.size(), settings))))
                .toArray(Member[]::new);
    }

    @Override
    public SharedTier tier(String cache, @Nullable Type type, Duration loadTimeout) {
        RedisTier[] tiers = new RedisTier[members.length];
        for (int i = 0; i < tiers.length; i++) {
            tiers[i] = members[i].tier(cache, type, loadTimeout);
        }
        return new RingTier(ring, tiers);
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public boolean isProven(char stripe, long now) {
        // Hits ask this: the ring is not looked at where there is only one.
        boolean any = members.length == 1 || stripe == SharedTier.NO_STRIPE;
        return any ? isProven(now) : members[ring.ownerOf(stripe)].isProven(now);
    }

    /** Whether every change was heard, up to a heartbeat ago, that other nodes told. */
    public boolean isProven(long now) {
        for (Member member : members) {
            if (!member.isProven(now)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public List<Outage> outages() {
        return IntStream.range(0, members.length)
                .mapToObj(i -> members[i].outage(members.length == 1 ? NAME : NAME + " " + names.get(i)))
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public Duration heartbeat() {
        return settings.heartbeat();
    }

    @Override
    public int loadsWithout() {
        return settings.loadsWithout();
    }

    @Override
    public Announcement announcement() {
        String transaction = node.unique();
        RedisAnnouncement[] each = new RedisAnnouncement[members.length];
        for (int i = 0; i < each.length; i++) {
            each[i] = members[i].announcement(transaction);
        }
        return new RingAnnouncement(each);
    }

    @Override
    public void listen(Listener listener) {
        List<Future<?>> connected = Stream.of(members)
                .<Future<?>>map(member -> member.listen(listener))
                .toList();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            for (Future<?> each : connected) {
                each.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
        } catch (TimeoutException | ExecutionException e) {
            logger.debug("No connection to Redis yet", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Begins to tell Redis what lies in the outbox, whose table is there by now. Until then a node that has one does without
     * Redis.
     */
    public void drain() {
        for (Member member : members) {
            member.drain();
        }
    }

    /** How often something lay under one of our names and was no entry. */
    public long unreadable() {
        return Stream.of(members).mapToLong(Member::unreadable).sum();
    }

    @Override
    public void close() {
        for (Member member : members) {
            member.close();
        }
    }

    /** Returns what tells the rows of the outbox for one Redis from others: what that could not be told, another one could. */
    private static String rowsOf(String name, int count, RedisSettings settings) {
        return count > 1 ? settings.prefix() + '@' + name : settings.prefix();
    }
}
