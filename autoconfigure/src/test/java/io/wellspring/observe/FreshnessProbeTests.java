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
package io.wellspring.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.wellspring.annotation.ReadThrough;
import io.wellspring.autoconfigure.WellspringAutoConfiguration;
import io.wellspring.autoconfigure.WellspringMetricsAutoConfiguration;
import io.wellspring.engine.CacheRegistry;
import io.wellspring.engine.Episode;
import io.wellspring.engine.Region;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class FreshnessProbeTests {

    record Item(long id, List<String> names) {}

    static class Items {

        private final ConcurrentMap<Long, String> database = new ConcurrentHashMap<>();
        private final AtomicInteger loads = new AtomicInteger();

        public ConcurrentMap<Long, String> database() {
            return database;
        }

        public AtomicInteger loads() {
            return loads;
        }

        @ReadThrough("item")
        public Item find(long id) {
            loads.incrementAndGet();
            if (id == 13) {
                throw new IllegalArgumentException("no luck");
            }
            String name = database.get(id);
            return name == null ? null : new Item(id, List.of(name));
        }
    }

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    MetricsAutoConfiguration.class,
                    CompositeMeterRegistryAutoConfiguration.class,
                    SimpleMetricsExportAutoConfiguration.class,
                    WellspringAutoConfiguration.class,
                    WellspringMetricsAutoConfiguration.class))
            .withBean(Items.class);

    private final ApplicationContextRunner measured = runner.withPropertyValues(
            "wellspring.caches.item.freshness.rate=100%",
            "wellspring.caches.item.freshness.objective=99%", "wellspring.freshness.within=0s");

    @Test
    void comparesNothingUnlessItIsWanted() {
        runner.run(context -> {
            Items items = context.getBean(Items.class);
            for (int i = 0; i < 1000; i++) {
                items.find(1);
            }
            assertThat(items.loads()).hasValue(1);
            assertThat(context.getBean(FreshnessProbes.class).report("item")).isNull();
        });
    }

    @Test
    void findsWhatWasChangedBehindTheBackOfTheCacheAndSaysSo() {
        measured.run(context -> {
            Items items = context.getBean(Items.class);
            FreshnessProbes probes = context.getBean(FreshnessProbes.class);
            items.database().put(1L, "old");
            items.find(1);
            items.find(1);
            await().until(() -> report(probes).checked() == 1);
            assertThat(report(probes).stale()).isZero();
            assertThat(report(probes).budget()).isEqualTo(1);
            items.database().put(1L, "new");
            assertThat(items.find(1).names()).containsExactly("old");
            await().until(() -> report(probes).stale() == 1);
            assertThat(report(probes).budget()).isEqualTo(1 - 0.5 / (1 - 0.99));
            Region region = context.getBean(CacheRegistry.class).known("item");
            await().untilAsserted(() -> assertThat(region.inspection().story(1L))
                    .extracting(Episode::kind)
                    .contains(Episode.Kind.FOUND_STALE));
            assertThat(items.find(1).names())
                    .as("nothing is stored that was compared")
                    .containsExactly("old");
            MeterRegistry meters = context.getBean(MeterRegistry.class);
            assertThat(meters.get("cache.freshness.checked")
                            .tag("cache", "item")
                            .functionCounter()
                            .count())
                    .isGreaterThanOrEqualTo(2);
            assertThat(meters.get("cache.freshness.stale")
                            .tag("cache", "item")
                            .functionCounter()
                            .count())
                    .isGreaterThanOrEqualTo(1);
            assertThat(meters.get("cache.freshness.budget")
                            .tag("cache", "item")
                            .gauge()
                            .value())
                    .isNegative();
            assertThat(meters.get("cache.freshness.age")
                            .tag("cache", "item")
                            .timer()
                            .count())
                    .isGreaterThanOrEqualTo(1);
        });
    }

    @Test
    void doesNotTakeAChangeThatWasToldForOneThatWasNot() {
        measured.run(context -> {
            Items items = context.getBean(Items.class);
            FreshnessProbes probes = context.getBean(FreshnessProbes.class);
            Region region = context.getBean(CacheRegistry.class).known("item");
            for (int i = 0; i < 2_000; i++) {
                items.find(1);
                region.invalidate(1L);
                items.database().put(1L, "name " + i);
                region.invalidate(1L);
                items.find(1);
                items.find(1);
            }
            await().until(() -> report(probes).checked() > 0);
            assertThat(report(probes).stale()).isZero();
        });
    }

    @Test
    void comparesAbsencesTooAndGoesOnAfterALoadThatFails() {
        measured.run(context -> {
            Items items = context.getBean(Items.class);
            FreshnessProbes probes = context.getBean(FreshnessProbes.class);
            Region region = context.getBean(CacheRegistry.class).known("item");
            region.put(13L, new Item(13, List.of("put")));
            items.find(13);
            await().until(() -> items.loads().get() == 1);
            items.find(2);
            await().until(() -> {
                items.find(2);
                return report(probes).checked() > 0;
            });
            assertThat(report(probes).stale()).isZero();
            items.database().put(2L, "there now");
            items.find(2);
            await().until(() -> {
                items.find(2);
                return report(probes).stale() > 0;
            });
        });
    }

    @Test
    void goesOnWhereItMayNotCompareInTheTransactionOfACaller() {
        measured.withPropertyValues("wellspring.refresh.executor=sync")
                .withBean("sync", TaskExecutor.class, SyncTaskExecutor::new)
                .run(context -> {
                    Items items = context.getBean(Items.class);
                    FreshnessProbes probes = context.getBean(FreshnessProbes.class);
                    items.find(1);
                    TransactionSynchronizationManager.setActualTransactionActive(true);
                    TransactionSynchronizationManager.setCurrentTransactionReadOnly(true);
                    try {
                        items.find(1);
                    } finally {
                        TransactionSynchronizationManager.clear();
                    }
                    assertThat(report(probes).checked()).isZero();
                    items.find(1);
                    assertThat(report(probes).checked()).isEqualTo(1);
                });
    }

    @Test
    void theEndpointReports() {
        measured.run(context -> {
            CacheInspector inspector =
                    new CacheInspector(context.getBean(CacheRegistry.class), context.getBean(FreshnessProbes.class));
            FreshnessReport report = Objects.requireNonNull(
                            inspector.caches().caches().get("item"))
                    .freshness();
            assertThat(report).isEqualTo(new FreshnessReport(0, 0, 0.99, Duration.ZERO, null, null));
        });
    }

    private static FreshnessReport report(FreshnessProbes probes) {
        return Objects.requireNonNull(probes.report("item"));
    }
}
