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
package io.wellspring.fleet;

import static org.awaitility.Awaitility.await;

import io.lettuce.core.AbstractRedisClient;
import io.wellspring.copy.Copier;
import io.wellspring.engine.CacheLoaderDefinition;
import io.wellspring.engine.CacheRegistry;
import io.wellspring.engine.CacheSettings;
import io.wellspring.engine.Change;
import io.wellspring.engine.Generations;
import io.wellspring.engine.LoadTracer;
import io.wellspring.engine.Loader;
import io.wellspring.engine.Mark;
import io.wellspring.engine.Region;
import io.wellspring.engine.Resources;
import io.wellspring.engine.Sequence;
import io.wellspring.engine.Transactions;
import io.wellspring.key.KeyPattern;
import io.wellspring.policy.Lifetimes;
import io.wellspring.policy.Ticker;
import io.wellspring.store.caffeine.CaffeineTier;
import io.wellspring.store.redis.MarkFailure;
import io.wellspring.store.redis.RedisClients;
import io.wellspring.store.redis.RedisFleet;
import io.wellspring.store.redis.RedisSettings;
import io.wellspring.store.redis.TestRedis;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One node of a fleet, as far as its caches are concerned, in this process. */
final class FleetNode implements AutoCloseable {

    static final Duration HEARTBEAT = Duration.ofSeconds(1);
    static final Duration TIMEOUT = Duration.ofSeconds(1);
    static final int LOADS_WITHOUT = 4;
    static final Duration PENDING = Duration.ofSeconds(2);
    private static final int PROBES = 30;

    final Map<String, Type> types = new HashMap<>();
    final ExecutorService threads = Executors.newCachedThreadPool();
    final RedisFleet fleet;
    final CacheRegistry registry;
    Lifetimes lifetimes = new Lifetimes(Duration.ofMinutes(5), Duration.ZERO, Duration.ofSeconds(30), 0);
    long maximumSize = 10_000;
    private final List<AbstractRedisClient> clients;

    FleetNode(TestRedis redis) {
        this(redis.newClient(), MarkFailure.BEST_EFFORT);
    }

    FleetNode(AbstractRedisClient client, MarkFailure onMarkFailure) {
        this(RedisClients.of(client), List.of(client), onMarkFailure);
    }

    FleetNode(RedisClients redises, List<AbstractRedisClient> clients, MarkFailure onMarkFailure) {
        this.clients = clients;
        Ticker ticker = Ticker.system();
        fleet = new RedisFleet(
                redises,
                new RedisSettings(
                        "shop",
                        HEARTBEAT,
                        TIMEOUT,
                        Duration.ZERO,
                        PENDING,
                        1 << 20,
                        LOADS_WITHOUT,
                        false,
                        onMarkFailure),
                ticker,
                builder -> {},
                key -> null,
                null);
        Sequence sequence = new Sequence(ticker, fleet);
        Resources resources = new Resources(
                ticker,
                InstantSource.system(),
                () -> 0,
                threads,
                threads,
                Resources.Entities.NONE,
                Transactions.NONE,
                new Generations(sequence),
                fleet,
                LoadTracer.NONE);
        registry = new CacheRegistry(
                resources,
                name -> new CacheSettings(lifetimes, maximumSize, Duration.ofSeconds(10), Copier.NONE, "", true),
                settings -> new CaffeineTier(settings.maximumSize()),
                name -> fleet.tier(name, types.getOrDefault(name, String.class), Duration.ofSeconds(10)),
                (text, type) -> text);
    }

    /** The cache of products by their ids. */
    Region products() {
        Region known = registry.find("product");
        if (known != null) {
            return known;
        }
        Region region = registry.declare("product");
        region.dependOnId(Product.class, "");
        return region;
    }

    /** Waits until nodes hear each other, and store what they load of products. */
    static void awaitReady(TestRedis redis, FleetNode... nodes) {
        for (FleetNode node : nodes) {
            node.products();
        }
        await().until(() -> Stream.of(nodes).allMatch(node -> node.fleet.isProven(System.nanoTime())));
        for (FleetNode node : nodes) {
            node.awaitStoring(redis);
        }
    }

    /** A node that hears may still have to ask which Redis this is, before it stores anything. */
    void awaitStoring(TestRedis... all) {
        awaitStoring(probes -> Stream.of(all)
                .noneMatch(redis -> redis.connection().sync().keys(probes).isEmpty()));
    }

    /** @param stored whether enough of these names are stored */
    void awaitStoring(Predicate<String> stored) {
        Region region = registry.declare("probe");
        AtomicLong next = new AtomicLong();
        await().until(() -> {
            for (int i = 0; i < PROBES; i++) {
                try {
                    region.get(fleet.hashCode() + ":" + next.incrementAndGet(), (name, context) -> "probe");
                } catch (Throwable e) {
                    throw new AssertionError(e);
                }
            }
            return stored.test("shop:probe:{" + fleet.hashCode() + "*");
        });
    }

    /** Has products loaded in one call for many, and counts those calls. */
    void loadInBatches(Loader single, AtomicInteger batches) {
        products()
                .loaders()
                .add(new CacheLoaderDefinition(
                        KeyPattern.parse("product"),
                        true,
                        single,
                        (keys, contexts) -> {
                            batches.incrementAndGet();
                            return keys.stream().collect(Collectors.toMap(key -> key, key -> "value of " + key));
                        },
                        null,
                        "a loader"));
    }

    /** Begins a commit that changes an entity, as far as it is told before. */
    Mark begin(Class<?> type, Object id) {
        Mark mark = registry.mark();
        registry.changed(List.of(new Change(type, id, null)), mark);
        mark.send();
        return mark;
    }

    void commit(Mark mark) {
        mark.end(Mark.Outcome.COMMITTED, late -> {});
    }

    void changed(Class<?> type, Object id) {
        commit(begin(type, id));
    }

    @Override
    public void close() {
        fleet.close();
        threads.shutdownNow();
        clients.forEach(client -> client.shutdown(Duration.ZERO, Duration.ofSeconds(1)));
    }

    /** An entity. */
    static final class Product {

        private Product() {}
    }
}
