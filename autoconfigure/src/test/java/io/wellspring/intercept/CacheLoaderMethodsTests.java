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
package io.wellspring.intercept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellspring.annotation.CacheLoader;
import io.wellspring.annotation.ReadThrough;
import io.wellspring.autoconfigure.WellspringAutoConfiguration;
import io.wellspring.engine.CacheRegistry;
import io.wellspring.engine.LoadContext;
import io.wellspring.engine.ReadThroughCache;
import io.wellspring.engine.ReadThroughCaches;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.task.TaskDecorator;
import reactor.core.publisher.Mono;

class CacheLoaderMethodsTests {

    private static final ThreadLocal<String> TENANT = ThreadLocal.withInitial(() -> "nobody");

    static class Loaders {

        final AtomicInteger calls = new AtomicInteger();

        @CacheLoader("price")
        String price(Long id) {
            return "price " + id + " by call " + calls.incrementAndGet();
        }

        @CacheLoader("price:eu-*")
        String europeanPrice(String key) {
            return "european price " + key;
        }

        @CacheLoader("stock")
        Map<Long, String> stock(Collection<Long> ids) {
            calls.incrementAndGet();
            return ids.stream().filter(id -> id > 0).collect(Collectors.toMap(id -> id, id -> "stock " + id));
        }

        @CacheLoader("rate")
        String rate(LocalDate day, LoadContext<String> context) {
            return context.staleValue().map(stale -> stale + "+").orElse("rate of " + day);
        }

        @CacheLoader("optional")
        Optional<String> optional(long id) {
            return id > 0 ? Optional.of("value " + id) : Optional.empty();
        }

        @CacheLoader("future")
        CompletableFuture<String> future(long id) {
            return CompletableFuture.supplyAsync(() -> "future " + id);
        }

        @CacheLoader("futureOfMany")
        CompletableFuture<Map<Long, String>> futureOfMany(Collection<Long> ids) {
            return CompletableFuture.supplyAsync(() -> {
                if (ids.contains(13L)) {
                    throw new IllegalStateException("no luck");
                }
                return ids.stream().collect(Collectors.toMap(id -> id, id -> "future " + id));
            });
        }

        @CacheLoader("mono")
        Mono<String> mono(long id) {
            return Mono.just("mono " + id);
        }

        @CacheLoader("tenant")
        String tenant(long id) {
            return TENANT.get() + " in " + Thread.currentThread().getName();
        }
    }

    static class Prices {

        @ReadThrough("price")
        public String of(Long id) {
            throw new AssertionError("the loader loads, not the method");
        }
    }

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(WellspringAutoConfiguration.class))
            .withBean(Loaders.class);

    @Test
    void aLoaderLoadsByItsPattern() {
        runner.run(context -> {
            ReadThroughCaches caches = context.getBean(ReadThroughCaches.class);
            assertThat(caches.get("price:42")).isEqualTo("price 42 by call 1");
            assertThat(caches.get("price:42")).isEqualTo("price 42 by call 1");
            assertThat(caches.get("price:eu-42")).isEqualTo("european price eu-42");
            assertThat(caches.names()).contains("price", "stock");
        });
    }

    @Test
    void aReadThroughMethodOfItsCacheNeverRuns() {
        runner.withBean(Prices.class).run(context -> {
            assertThat(context.getBean(Prices.class).of(1L)).isEqualTo("price 1 by call 1");
            assertThat(context.getBean(ReadThroughCaches.class)
                            .cache("price", Long.class, String.class)
                            .get(1L))
                    .isEqualTo("price 1 by call 1");
        });
    }

    @Test
    void aBatchLoaderLoadsOneAndMany() {
        runner.run(context -> {
            ReadThroughCache<Long, String> stock =
                    context.getBean(ReadThroughCaches.class).cache("stock", Long.class, String.class);
            assertThat(stock.get(1L)).isEqualTo("stock 1");
            assertThat(stock.getAll(List.of(1L, 2L, 3L, -1L))).hasSize(3);
            assertThat(context.getBean(Loaders.class).calls).hasValue(2);
            assertThat(stock.get(-1L)).isNull();
            assertThat(context.getBean(Loaders.class).calls).hasValue(2);
        });
    }

    @Test
    void aTextKeyIsConvertedBySpring() {
        runner.run(
                context -> assertThat(context.getBean(ReadThroughCaches.class).get("rate:2026-01-31"))
                        .isEqualTo("rate of 2026-01-31"));
    }

    @Test
    void aLoaderMaySeeTheStaleValue() {
        runner.run(context -> {
            ReadThroughCache<LocalDate, String> rates =
                    context.getBean(ReadThroughCaches.class).cache("rate", LocalDate.class, String.class);
            LocalDate day = LocalDate.of(2026, 1, 31);
            rates.get(day);
            assertThat(rates.refresh(day)).isEqualTo("rate of 2026-01-31+");
        });
    }

    @Test
    void aLoaderMayWrapItsResult() {
        runner.run(context -> {
            ReadThroughCaches caches = context.getBean(ReadThroughCaches.class);
            assertThat(caches.get("optional:1")).isEqualTo("value 1");
            assertThat(caches.get("optional:-1")).isNull();
            assertThat(caches.get("future:1")).isEqualTo("future 1");
            assertThat(caches.get("mono:1")).isEqualTo("mono 1");
        });
    }

    @Test
    void aLoaderOfManyMayPromiseItsResult() {
        runner.run(context -> {
            ReadThroughCache<Long, String> cache =
                    context.getBean(ReadThroughCaches.class).cache("futureOfMany", Long.class, String.class);
            assertThat(cache.getAll(List.of(1L, 2L)))
                    .containsEntry(2L, "future 2")
                    .hasSize(2);
            assertThatThrownBy(() -> cache.getAll(List.of(13L)))
                    .as("the loader's own exception")
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessage("no luck");
        });
    }

    @Test
    void aLoadRunsOnAThreadOfItsOwnWithWhatDecoratorsCarryThere() {
        TaskDecorator decorator = task -> {
            String tenant = TENANT.get();
            return () -> {
                TENANT.set(tenant);
                try {
                    task.run();
                } finally {
                    TENANT.remove();
                }
            };
        };
        runner.withBean(TaskDecorator.class, () -> decorator).run(context -> {
            TENANT.set("somebody");
            try {
                assertThat(context.getBean(ReadThroughCaches.class).get("tenant:1"))
                        .asString()
                        .startsWith("somebody in wellspring-load-");
            } finally {
                TENANT.remove();
            }
        });
    }

    @Test
    void theEndpointsLoaderIsTheDedicatedOne() {
        runner.withBean(Prices.class)
                .run(context -> assertThat(context.getBean(CacheRegistry.class)
                                .known("price")
                                .loaders()
                                .of(1L)
                                .description())
                        .isEqualTo("Loaders.price(Long)"));
    }
}
