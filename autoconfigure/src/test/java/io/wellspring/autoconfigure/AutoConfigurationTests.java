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
package io.wellspring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.annotation.ReadThrough;
import io.wellspring.copy.Copier;
import io.wellspring.copy.GraphCopier;
import io.wellspring.engine.CacheRegistry;
import io.wellspring.engine.CacheSettings;
import io.wellspring.engine.FakeTicker;
import io.wellspring.engine.ReadThroughCaches;
import io.wellspring.invalidation.Invalidations;
import io.wellspring.observe.CacheEndpoint;
import io.wellspring.policy.Ticker;
import io.wellspring.springcache.WellspringCacheManager;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.jpa.boot.spi.IntegratorProvider;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.core.task.TaskExecutor;

class AutoConfigurationTests {

    static class Items {
        final AtomicInteger calls = new AtomicInteger();

        @ReadThrough(value = "item", ttl = "1m", staleTtl = "${items.stale:30s}")
        public String find(long id) {
            return "call " + calls.incrementAndGet();
        }

        @ReadThrough("other")
        public String other(long id) {
            return "call " + calls.incrementAndGet();
        }
    }

    private static final AutoConfigurations ALL = AutoConfigurations.of(
            WellspringAutoConfiguration.class,
            WellspringEndpointAutoConfiguration.class,
            WellspringJpaAutoConfiguration.class,
            TaskExecutionAutoConfiguration.class);

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withConfiguration(ALL).withBean(Items.class);

    @Test
    void propertiesWinOverTheAnnotationAndThatOverTheDefaults() {
        runner.withPropertyValues(
                        "wellspring.defaults.ttl=9m",
                        "wellspring.defaults.maximum-size=77",
                        "wellspring.defaults.load-timeout=0s",
                        "wellspring.caches.item.stale-ttl=5s",
                        "wellspring.caches.other.copy=never",
                        "wellspring.caches.other.ttl-jitter=25%",
                        "wellspring.caches.other.null-ttl=1s")
                .run(context -> {
                    CacheSettings item = settings(context.getBean(CacheRegistry.class), "item");
                    assertThat(item.lifetimes().ttl()).isEqualTo(Duration.ofMinutes(1));
                    assertThat(item.lifetimes().staleTtl()).isEqualTo(Duration.ofSeconds(5));
                    assertThat(item.lifetimes().jitter()).isEqualTo(0.1);
                    assertThat(item.maximumSize()).isEqualTo(77);
                    assertThat(item.loadTimeout()).isZero();
                    assertThat(item.copier()).isInstanceOf(GraphCopier.class);
                    CacheSettings other = settings(context.getBean(CacheRegistry.class), "other");
                    assertThat(other.lifetimes().ttl()).isEqualTo(Duration.ofMinutes(9));
                    assertThat(other.lifetimes().staleTtl()).isZero();
                    assertThat(other.lifetimes().jitter()).isEqualTo(0.25);
                    assertThat(other.lifetimes().nullTtl()).isEqualTo(Duration.ofSeconds(1));
                    assertThat(other.copier()).isSameAs(Copier.NONE);
                });
    }

    @Test
    void withoutPropertiesTheDocumentedDefaultsHold() {
        runner.run(context -> {
            CacheSettings other = settings(context.getBean(CacheRegistry.class), "other");
            assertThat(other.lifetimes().ttl()).isEqualTo(Duration.ofMinutes(5));
            assertThat(other.lifetimes().staleTtl()).isZero();
            assertThat(other.lifetimes().nullTtl()).isEqualTo(Duration.ofSeconds(30));
            assertThat(other.lifetimes().jitter()).isEqualTo(0.1);
            assertThat(other.maximumSize()).isEqualTo(10_000);
            assertThat(other.loadTimeout()).isEqualTo(Duration.ofSeconds(10));
            assertThat(settings(context.getBean(CacheRegistry.class), "item")
                            .lifetimes()
                            .staleTtl())
                    .as("the placeholder's default")
                    .isEqualTo(Duration.ofSeconds(30));
        });
    }

    @Test
    void theProgrammaticWaysInAreBeans() {
        runner.run(context -> assertThat(context)
                .hasSingleBean(ReadThroughCaches.class)
                .hasSingleBean(Invalidations.class)
                .hasSingleBean(WellspringCacheManager.class));
    }

    @Test
    void bootsOwnExecutorIsNotDisplaced() {
        runner.run(context -> {
            assertThat(context).hasBean("applicationTaskExecutor");
            assertThat(context.getBean(TaskExecutor.class)).isSameAs(context.getBean("applicationTaskExecutor"));
        });
    }

    @Test
    void refreshesRunOnTheExecutorThatIsNamed() {
        Queue<Runnable> queue = new ArrayDeque<>();
        runner.withBean("mine", TaskExecutor.class, () -> queue::add)
                .withBean(Ticker.class, FakeTicker::new)
                .withPropertyValues("wellspring.refresh.executor=mine", "wellspring.defaults.ttl-jitter=0%")
                .run(context -> {
                    Items items = context.getBean(Items.class);
                    items.find(1);
                    ((FakeTicker) context.getBean(Ticker.class)).advance(Duration.ofMinutes(1));
                    assertThat(items.find(1)).isEqualTo("call 1");
                    assertThat(queue).hasSize(1);
                    queue.remove().run();
                    assertThat(items.find(1)).isEqualTo("call 2");
                });
    }

    @Test
    void refreshesRunOnTheirOwnBoundedExecutor() {
        runner.withBean(Ticker.class, FakeTicker::new)
                .withPropertyValues(
                        "wellspring.defaults.ttl-jitter=0%",
                        "wellspring.refresh.threads=1", "wellspring.refresh.queue-capacity=0")
                .run(context -> {
                    Items items = context.getBean(Items.class);
                    items.find(1);
                    items.find(2);
                    java.util.concurrent.CountDownLatch release = new java.util.concurrent.CountDownLatch(1);
                    ((Executor) context.getBean("wellspringRefreshExecutor")).execute(() -> await(release));
                    ((FakeTicker) context.getBean(Ticker.class)).advance(Duration.ofMinutes(1));
                    assertThat(items.find(1)).as("stale at once").isEqualTo("call 1");
                    CacheRegistry caches = context.getBean(CacheRegistry.class);
                    assertThat(caches.known("item").statistics().refreshesDropped())
                            .isEqualTo(1);
                    release.countDown();
                    org.awaitility.Awaitility.await().until(() -> !items.find(2).equals("call 2"));
                });
    }

    @Test
    void virtualThreadsAreUsedWhereSpringUsesThem() {
        org.junit.jupiter.api.Assumptions.assumeTrue(Runtime.version().feature() >= 21, "needs JDK 21 or later");
        runner.withPropertyValues("spring.threads.virtual.enabled=true", "wellspring.refresh.threads=3")
                .run(context -> {
                    for (String name : List.of("wellspringLoadExecutor", "wellspringRefreshExecutor")) {
                        var thread = new java.util.concurrent.CompletableFuture<Boolean>();
                        ((Executor) context.getBean(name)).execute(() -> thread.complete(isVirtual()));
                        assertThat(thread.get()).isTrue();
                    }
                });
    }

    @Test
    void itWorksWithoutJpaTransactionsAndReactor() {
        runner.withClassLoader(new FilteredClassLoader(
                        "org.hibernate", "jakarta.persistence", "org.springframework.transaction", "reactor.core"))
                .run(context -> {
                    assertThat(context).hasNotFailed().doesNotHaveBean("wellspringHibernateDetacher");
                    assertThat(context.getBean(Items.class).find(1))
                            .isEqualTo(context.getBean(Items.class).find(1));
                });
    }

    @Test
    void theEndpointIsThereOnlyWhereItIsExposed() {
        WebApplicationContextRunner web =
                new WebApplicationContextRunner().withConfiguration(ALL).withBean(Items.class);
        web.run(context -> assertThat(context).doesNotHaveBean(CacheEndpoint.class));
        web.withPropertyValues("management.endpoints.web.exposure.include=cache")
                .run(context -> assertThat(context).hasSingleBean(CacheEndpoint.class));
    }

    @Test
    void theApplicationsOwnIntegratorsAreKept() {
        Integrator ours = new Integrator() {};
        Integrator theirs = new Integrator() {};
        IntegratorProvider provider = () -> List.of(theirs);
        assertThat(IntegratorProviders.with(ours, null).getIntegrators()).containsExactly(ours);
        assertThat(IntegratorProviders.with(ours, provider).getIntegrators()).containsExactly(theirs, ours);
        assertThat(IntegratorProviders.with(ours, NoIntegrators.class.getName()).getIntegrators())
                .containsExactly(ours);
    }

    public static final class NoIntegrators implements IntegratorProvider {
        @Override
        public List<Integrator> getIntegrators() {
            return List.of();
        }
    }

    private static CacheSettings settings(CacheRegistry caches, String name) {
        return caches.known(name).settings();
    }

    private static void await(java.util.concurrent.CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isVirtual() {
        try {
            return (boolean) Thread.class.getMethod("isVirtual").invoke(Thread.currentThread());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
