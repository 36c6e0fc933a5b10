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
package io.wellspring.springcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellspring.autoconfigure.WellspringAutoConfiguration;
import io.wellspring.autoconfigure.WellspringDisabledAutoConfiguration;
import io.wellspring.engine.CacheRegistry;
import io.wellspring.engine.CacheStatistics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** An application that has only Spring's own annotations, with the starter dropped in. */
class SpringAnnotationsTests {

    @Configuration(proxyBeanMethods = false)
    @EnableCaching
    static class Application {}

    static class Books {

        private final AtomicInteger calls = new AtomicInteger();
        volatile Runnable during = () -> {};

        @Cacheable("book")
        public List<String> find(long id) {
            during.run();
            return id < 0 ? null : new ArrayList<>(List.of("book " + id + " by call " + calls.incrementAndGet()));
        }

        @Cacheable(cacheNames = "synced", sync = true)
        public String synced(long id) throws IOException {
            int call = calls.incrementAndGet();
            during.run();
            if (id < 0) {
                throw new IOException("call " + call);
            }
            return id == 0 ? null : "call " + call;
        }

        @CachePut(cacheNames = "book", key = "#id")
        public List<String> put(long id, String title) {
            return List.of(title);
        }

        @CacheEvict("book")
        public void evict(long id) {}

        @CacheEvict(cacheNames = "book", allEntries = true)
        public void evictAll() {}

        @Cacheable("future")
        public CompletableFuture<String> future(long id) {
            return CompletableFuture.supplyAsync(() -> "call " + calls.incrementAndGet());
        }

        @Cacheable("later")
        public CompletableFuture<String> later(CompletableFuture<String> source) {
            return source;
        }

        @CacheEvict("later")
        public void evictLater(CompletableFuture<String> source) {}

        @Cacheable("mono")
        public Mono<String> mono(long id) {
            return Mono.fromSupplier(() -> "call " + calls.incrementAndGet());
        }

        public int calls() {
            return calls.get();
        }

        public void during(Runnable step) {
            during = step;
        }
    }

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(WellspringAutoConfiguration.class, CacheAutoConfiguration.class))
            .withUserConfiguration(Application.class)
            .withBean(Books.class);

    @Test
    void cacheableIsCached() {
        runner.run(context -> {
            Books books = context.getBean(Books.class);
            assertThat(books.find(1)).isEqualTo(books.find(1));
            assertThat(books.calls()).isEqualTo(1);
            CacheStatistics statistics =
                    context.getBean(CacheRegistry.class).known("book").statistics();
            assertThat(statistics.hits()).isEqualTo(1);
            assertThat(statistics.misses()).isEqualTo(1);
        });
    }

    @Test
    void nullIsCachedAsAbsent() {
        runner.run(context -> {
            Books books = context.getBean(Books.class);
            assertThat(books.find(-1)).isNull();
            books.during(() -> {
                throw new AssertionError("null was not cached");
            });
            assertThat(books.find(-1)).isNull();
            books.during(() -> {});
            assertThat(books.synced(0)).isNull();
            assertThat(books.synced(0)).isNull();
            assertThat(books.calls()).isEqualTo(1);
        });
    }

    @Test
    void aCallerCannotChangeWhatTheNextOneGets() {
        runner.run(context -> {
            Books books = context.getBean(Books.class);
            books.find(1).clear();
            books.find(1).clear();
            assertThat(books.find(1)).hasSize(1);
        });
    }

    @Test
    void putAndEvictWork() {
        runner.run(context -> {
            Books books = context.getBean(Books.class);
            books.put(1, "put");
            assertThat(books.find(1)).containsExactly("put");
            books.evict(1);
            assertThat(books.find(1)).containsExactly("book 1 by call 1");
            books.find(2);
            books.evictAll();
            assertThat(books.find(2)).containsExactly("book 2 by call 3");
        });
    }

    @Test
    void syncLoadsOnceForAllCallers() {
        runner.run(context -> {
            Books books = context.getBean(Books.class);
            CountDownLatch release = new CountDownLatch(1);
            books.during(() -> awaitUninterruptibly(release));
            ExecutorService callers = Executors.newCachedThreadPool();
            List<Future<String>> results = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                results.add(callers.submit(() -> books.synced(1)));
            }
            org.awaitility.Awaitility.await()
                    .until(() -> context.getBean(CacheRegistry.class)
                                    .known("synced")
                                    .statistics()
                                    .coalesced()
                            == 19);
            release.countDown();
            for (Future<String> result : results) {
                assertThat(result.get()).isEqualTo("call 1");
            }
            callers.shutdown();
        });
    }

    @Test
    void anExceptionOfASyncMethodComesAsItIs() {
        runner.run(context -> {
            Books books = context.getBean(Books.class);
            assertThatThrownBy(() -> books.synced(-1))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("call 1");
            assertThatThrownBy(() -> books.synced(-1)).hasMessage("call 2");
        });
    }

    @Test
    void aResultFromBeforeAnEvictionIsNotStored() {
        runner.run(context -> {
            Books books = context.getBean(Books.class);
            books.during(() -> books.evict(1));
            assertThat(books.find(1)).containsExactly("book 1 by call 1");
            books.during(() -> {});
            assertThat(books.find(1)).containsExactly("book 1 by call 2");
            assertThat(books.find(1)).containsExactly("book 1 by call 2");
        });
    }

    @Test
    void aPromisedResultFromBeforeAnEvictionIsNotStored() {
        runner.run(context -> {
            Books books = context.getBean(Books.class);
            CompletableFuture<String> source = new CompletableFuture<>();
            books.later(source);
            books.evictLater(source);
            source.complete("old");
            assertThat(context.getBean(CacheRegistry.class).known("later").peek(source))
                    .isNull();
            assertThat(books.later(source).join()).isEqualTo("old");
            assertThat(context.getBean(CacheRegistry.class).known("later").peek(source))
                    .as("what was computed after the eviction is")
                    .isNotNull();
        });
    }

    @Test
    void aPutIsNotLostToALookUpWhoseMethodFailed() {
        runner.run(context -> {
            Books books = context.getBean(Books.class);
            books.during(() -> {
                throw new IllegalStateException("failed");
            });
            assertThatThrownBy(() -> books.find(1)).hasMessage("failed");
            books.during(() -> {});
            Thread other = new Thread(() -> {
                books.evict(1);
                books.find(1);
            });
            other.start();
            join(other);
            books.put(1, "put");
            assertThat(books.find(1)).as("never what was there before").isNotEqualTo(List.of("book 1 by call 1"));
        });
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void futuresAndPublishersAreRetrieved() {
        runner.run(context -> {
            Books books = context.getBean(Books.class);
            assertThat(books.future(1).join()).isEqualTo(books.future(1).join());
            assertThat(books.mono(1).block()).isEqualTo(books.mono(1).block());
            assertThat(books.calls()).isEqualTo(2);
        });
    }

    @Test
    void lifetimesComeFromTheProperties() {
        runner.withPropertyValues("wellspring.caches.book.ttl=7m")
                .run(context -> assertThat(context.getBean(CacheRegistry.class)
                                .known("book")
                                .settings()
                                .lifetimes()
                                .ttl())
                        .hasMinutes(7));
    }

    @Test
    void theCacheKeepsSpringsContract() {
        runner.run(context -> {
            CacheManager manager = context.getBean(CacheManager.class);
            assertThat(manager).isInstanceOf(WellspringCacheManager.class);
            assertThat(manager.getCacheNames()).containsExactly("book", "future", "later", "mono", "synced");
            Cache cache = manager.getCache("made on demand");
            assertThat(manager.getCache("made on demand")).isSameAs(cache);
            assertThat(cache.getName()).isEqualTo("made on demand");
            assertThat(cache.get(1)).isNull();
            assertThat(cache.putIfAbsent(1, "first")).isNull();
            assertThat(cache.putIfAbsent(1, "second").get()).isEqualTo("first");
            assertThat(cache.get(1, String.class)).isEqualTo("first");
            assertThatThrownBy(() -> cache.get(1, Integer.class))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("java.lang.Integer");
            cache.put(2, null);
            assertThat(cache.get(2).get()).isNull();
            assertThat(cache.retrieve(3)).isNull();
            assertThat(cache.retrieve(3, () -> CompletableFuture.completedFuture("three"))
                            .join())
                    .isEqualTo("three");
            assertThat(cache.retrieve(3).join()).extracting("value").isEqualTo("three");
            assertThat(cache.evictIfPresent(3)).isTrue();
            assertThat(cache.evictIfPresent(3)).isFalse();
            assertThat(cache.invalidate()).isTrue();
            assertThat(cache.get(1)).isNull();
            IOException failure = new IOException();
            assertThatThrownBy(() -> cache.get(4, () -> {
                        throw failure;
                    }))
                    .isInstanceOf(Cache.ValueRetrievalException.class)
                    .hasCause(failure);
        });
    }

    @Test
    void itBacksOffFromTheApplicationsOwnCacheManager() {
        runner.withBean("own", CacheManager.class, ConcurrentMapCacheManager::new)
                .run(context -> {
                    assertThat(context).hasSingleBean(CacheManager.class).hasSingleBean(CacheRegistry.class);
                    assertThat(context.getBean(CacheManager.class)).isInstanceOf(ConcurrentMapCacheManager.class);
                });
    }

    @Test
    void itBacksOffFromACacheTypeThatTheApplicationChose() {
        runner.withPropertyValues("spring.cache.type=simple")
                .run(context ->
                        assertThat(context.getBean(CacheManager.class)).isInstanceOf(ConcurrentMapCacheManager.class));
    }

    @Test
    void anApplicationStartsWithoutUsAndEachCallRunsTheMethod() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        WellspringAutoConfiguration.class, WellspringDisabledAutoConfiguration.class))
                .withUserConfiguration(Application.class)
                .withBean(Books.class)
                .withPropertyValues("wellspring.enabled=off")
                .run(context -> {
                    Books books = context.getBean(Books.class);
                    books.find(1);
                    books.find(1);
                    assertThat(books.calls()).isEqualTo(2);
                    assertThat(context).doesNotHaveBean(CacheRegistry.class);
                });
    }

    @Test
    void withoutUsSpringBootChoosesWhereItCan() {
        runner.withConfiguration(AutoConfigurations.of(WellspringDisabledAutoConfiguration.class))
                .withPropertyValues("wellspring.enabled=false", "spring.cache.type=simple")
                .run(context ->
                        assertThat(context.getBean(CacheManager.class)).isInstanceOf(ConcurrentMapCacheManager.class));
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
