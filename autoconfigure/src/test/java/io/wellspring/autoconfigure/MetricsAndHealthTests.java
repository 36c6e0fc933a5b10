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
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.wellspring.annotation.ReadThrough;
import io.wellspring.engine.CacheRegistry;
import io.wellspring.engine.FakeTicker;
import io.wellspring.engine.Region;
import io.wellspring.observe.CacheHealthIndicator;
import io.wellspring.observe.CacheMetrics;
import io.wellspring.policy.Ticker;
import io.wellspring.springcache.WellspringCacheManager;
import io.wellspring.store.redis.TestRedis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.metrics.CacheMetricsAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.CacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;

@ExtendWith(OutputCaptureExtension.class)
class MetricsAndHealthTests {

    @RegisterExtension
    static final TestRedis REDIS = new TestRedis();

    static class Items {

        private final FakeTicker ticker;

        Items(FakeTicker ticker) {
            this.ticker = ticker;
        }

        @ReadThrough(cache = "item", ttl = "1m", staleTtl = "1m")
        public String find(long id) {
            ticker.advance(Duration.ofMillis(20));
            if (id == 13) {
                throw new IllegalArgumentException("no luck");
            }
            return id < 0 ? null : "item " + id;
        }
    }

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    DataRedisAutoConfiguration.class,
                    CacheAutoConfiguration.class,
                    MetricsAutoConfiguration.class,
                    CompositeMeterRegistryAutoConfiguration.class,
                    SimpleMetricsExportAutoConfiguration.class,
                    CacheMetricsAutoConfiguration.class,
                    HealthContributorAutoConfiguration.class,
                    WellspringAutoConfiguration.class,
                    WellspringOutboxAutoConfiguration.class,
                    WellspringRedisAutoConfiguration.class,
                    WellspringRedisJpaAutoConfiguration.class,
                    WellspringHealthAutoConfiguration.class,
                    WellspringMetricsAutoConfiguration.class))
            .withPropertyValues(
                    "spring.data.redis.port=" + REDIS.port(),
                    "spring.application.name=shop",
                    "wellspring.defaults.ttl-jitter=0%",
                    "wellspring.redis.heartbeat=300ms",
                    "wellspring.defaults.tiers=local");

    private final ApplicationContextRunner withItems = runner.withPropertyValues("wellspring.redis.enabled=false")
            .withBean(Ticker.class, FakeTicker::new)
            .withBean(Items.class);

    @Test
    void countsWhatTheCacheDoes() {
        withItems.run(context -> {
            Items items = context.getBean(Items.class);
            MeterRegistry meters = context.getBean(MeterRegistry.class);
            Region region = context.getBean(CacheRegistry.class).known("item");
            items.find(1);
            items.find(1);
            items.find(1);
            items.find(-1);
            items.find(-1);
            assertThatThrownBy(() -> items.find(13)).hasMessage("no luck");
            context.getBean(FakeTicker.class).advance(Duration.ofSeconds(90));
            items.find(1);
            await().until(() -> region.hit(1L) != null);
            region.refresh(1L, (key, load) -> "anew");
            region.invalidate(1L);
            assertThat(count(meters, "cache.gets", "result", "hit", "tier", "local"))
                    .isGreaterThanOrEqualTo(3);
            assertThat(count(meters, "cache.gets", "result", "negative")).isEqualTo(1);
            assertThat(count(meters, "cache.gets", "result", "stale")).isEqualTo(1);
            assertThat(count(meters, "cache.gets", "result", "miss", "tier", "none"))
                    .isEqualTo(3);
            assertThat(count(meters, "cache.load.failures")).isEqualTo(1);
            assertThat(count(meters, "cache.refreshes", "trigger", "stale")).isEqualTo(1);
            assertThat(count(meters, "cache.refreshes", "trigger", "demand")).isEqualTo(1);
            assertThat(count(meters, "cache.invalidations", "cause", "call")).isEqualTo(1);
            assertThat(count(meters, "cache.evictions", "cause", "size")).isZero();
            Timer loads = meters.get("cache.loads").tag("cache", "item").timer();
            assertThat(loads.count()).isEqualTo(5);
            assertThat(loads.max(TimeUnit.MILLISECONDS)).isEqualTo(20);
            assertThat(loads.takeSnapshot().percentileValues()).hasSize(3);
            Timer stale = meters.get("cache.stale.age").tag("cache", "item").timer();
            assertThat(stale.count()).isEqualTo(1);
            assertThat(stale.max(TimeUnit.SECONDS)).isBetween(30.0, 30.2);
        });
    }

    @Test
    void keepsNoPercentilesOfWhatHasNotHappened() {
        withItems.run(context -> {
            MeterRegistry meters = context.getBean(MeterRegistry.class);
            assertThat(meters.find("cache.size").tag("cache", "item").gauge()).isNotNull();
            assertThat(meters.find("cache.loads").timer()).isNull();
            context.getBean(Items.class).find(1);
            assertThat(meters.find("cache.loads").tag("cache", "item").timer()).isNotNull();
            assertThat(meters.find("cache.stale.age").timer()).isNull();
        });
    }

    @Test
    void countsACacheThatCameLateAsThoseThatWereThere() {
        withItems.run(context -> {
            MeterRegistry meters = context.getBean(MeterRegistry.class);
            context.getBean(WellspringCacheManager.class).getCache("late").put("key", "value");
            assertThat(meters.get("cache.size").tag("cache", "late").gauge().value())
                    .isEqualTo(1);
            assertThat(keysOfTags(meters, "late")).isEqualTo(keysOfTags(meters, "item"));
        });
    }

    @Test
    void countsOurCachesBesideAnotherCacheManager() {
        withItems
                .withBean(CacheManager.class, () -> new ConcurrentMapCacheManager("theirs"))
                .run(context -> {
                    context.getBean(Items.class).find(1);
                    MeterRegistry meters = context.getBean(MeterRegistry.class);
                    assertThat(count(meters, "cache.gets", "result", "miss")).isEqualTo(1);
                    context.getBean(CacheRegistry.class).declare("late").put("key", "value");
                    assertThat(meters.get("cache.size")
                                    .tag("cache", "late")
                                    .gauge()
                                    .value())
                            .isEqualTo(1);
                });
    }

    @Test
    void countsNothingTwiceThoughItIsBoundTwice() {
        withItems.run(context -> {
            MeterRegistry meters = context.getBean(MeterRegistry.class);
            Region region = context.getBean(CacheRegistry.class).known("item");
            for (int i = 0; i < 2; i++) {
                new CacheMetrics(region, List.of(Tag.of("own", "tag"))).bindTo(meters);
            }
            context.getBean(Items.class).find(1);
            assertThat(meters.get("cache.loads").tag("own", "tag").timer().count())
                    .isEqualTo(1);
        });
    }

    @Test
    void answersThoughTheRegistryRefusesAMeter(CapturedOutput output) {
        MeterFilter refusing = new MeterFilter() {
            @Override
            public MeterFilterReply accept(Meter.Id id) {
                if (id.getName().equals("cache.loads")) {
                    throw new IllegalArgumentException("no such meter here");
                }
                return MeterFilterReply.NEUTRAL;
            }
        };
        withItems.withBean(MeterFilter.class, () -> refusing).run(context -> {
            Items items = context.getBean(Items.class);
            assertThat(items.find(1)).isEqualTo("item 1");
            assertThatThrownBy(() -> items.find(13)).hasMessage("no luck");
            MeterRegistry meters = context.getBean(MeterRegistry.class);
            assertThat(count(meters, "cache.gets", "result", "miss")).isEqualTo(2);
            assertThat(output).containsOnlyOnce("no such meter here");
        });
    }

    @Test
    void isUpAndSaysWhichTierIsOutAndSinceWhen() {
        runner.run(context -> {
            CacheHealthIndicator indicator = context.getBean(CacheHealthIndicator.class);
            await().untilAsserted(
                            () -> assertThat(health(indicator).getDetails()).isEmpty());
            assertThat(health(indicator).getStatus()).isEqualTo(Status.UP);
            Instant before = Instant.now();
            REDIS.pause();
            try {
                await().until(() -> !health(indicator).getDetails().isEmpty());
                Map<?, ?> redis = (Map<?, ?>) health(indicator).getDetails().get("redis");
                assertThat(health(indicator).getStatus()).isEqualTo(Status.UP);
                assertThat((Instant) redis.get("outSince")).isAfterOrEqualTo(before);
                assertThat(redis.get("reason")).asString().contains("heartbeat");
            } finally {
                REDIS.resume();
            }
            await().untilAsserted(
                            () -> assertThat(health(indicator).getDetails()).isEmpty());
        });
    }

    @Test
    void isDownWhereThatIsWanted() {
        REDIS.pause();
        try {
            runner.withPropertyValues("management.health.cache.down-when-out=true")
                    .run(context -> assertThat(health(context.getBean(CacheHealthIndicator.class))
                                    .getStatus())
                            .isEqualTo(Status.DOWN));
        } finally {
            REDIS.resume();
        }
    }

    @Test
    void saysNothingWhereItIsNotWanted() {
        runner.withPropertyValues("management.health.cache.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(CacheHealthIndicator.class));
    }

    private static Health health(CacheHealthIndicator indicator) {
        return indicator.health();
    }

    private static double count(MeterRegistry meters, String name, String... tags) {
        FunctionCounter counter =
                meters.get(name).tag("cache", "item").tags(tags).functionCounter();
        return counter.count();
    }

    private static Set<String> keysOfTags(MeterRegistry meters, String cache) {
        return meters.get("cache.gets").tag("cache", cache).meters().stream()
                .flatMap(meter -> meter.getId().getTags().stream())
                .map(Tag::getKey)
                .collect(Collectors.toSet());
    }
}
