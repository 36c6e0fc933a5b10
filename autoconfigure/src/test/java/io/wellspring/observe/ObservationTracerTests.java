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
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.test.simple.SimpleSpan;
import io.micrometer.tracing.test.simple.SimpleTracer;
import io.wellspring.annotation.ReadThrough;
import io.wellspring.autoconfigure.WellspringAutoConfiguration;
import io.wellspring.autoconfigure.WellspringOutboxAutoConfiguration;
import io.wellspring.autoconfigure.WellspringRedisAutoConfiguration;
import io.wellspring.autoconfigure.WellspringRedisJpaAutoConfiguration;
import io.wellspring.engine.CacheRegistry;
import io.wellspring.engine.FakeTicker;
import io.wellspring.engine.LoadTracer;
import io.wellspring.engine.Loader;
import io.wellspring.policy.Ticker;
import io.wellspring.store.Asking.Purpose;
import io.wellspring.store.redis.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ObservationTracerTests {

    @RegisterExtension
    static final TestRedis REDIS = new TestRedis();

    static class Items {

        @ReadThrough(cache = "item", ttl = "1m", staleTtl = "1m")
        public String find(long id) {
            if (id == 13) {
                throw new IllegalArgumentException("no luck");
            }
            return id < 0 ? null : "item " + id;
        }

        @ReadThrough(cache = "later")
        public CompletableFuture<String> later(long id) {
            return CompletableFuture.supplyAsync(() -> "item " + id);
        }

        @ReadThrough(cache = "item", key = "T(Long).valueOf(#result.substring(5))")
        public List<String> all(List<Long> ids) {
            return ids.stream().map(id -> "item " + id).toList();
        }
    }

    private final SimpleTracer tracer = new SimpleTracer();
    private final ObservationRegistry observations = ObservationRegistry.create();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    DataRedisAutoConfiguration.class,
                    WellspringAutoConfiguration.class,
                    WellspringOutboxAutoConfiguration.class,
                    WellspringRedisAutoConfiguration.class,
                    WellspringRedisJpaAutoConfiguration.class))
            .withBean(ObservationRegistry.class, () -> observations)
            .withBean(Items.class)
            .withPropertyValues(
                    "spring.data.redis.port=" + REDIS.port(),
                    "spring.application.name=shop",
                    "wellspring.defaults.ttl-jitter=0%");

    private final ApplicationContextRunner alone =
            runner.withPropertyValues("wellspring.redis.enabled=false").withBean(Ticker.class, FakeTicker::new);

    ObservationTracerTests() {
        observations.observationConfig().observationHandler(new DefaultTracingObservationHandler(tracer));
    }

    @Test
    void aLoadIsASpanAndAHitIsNone() {
        alone.run(context -> {
            Items items = context.getBean(Items.class);
            items.find(1);
            items.find(1);
            SimpleSpan span = only();
            assertThat(span.getName()).isEqualTo("load item");
            assertThat(span.getTags())
                    .containsEntry("cache.name", "item")
                    .containsEntry("cache.load", "load")
                    .containsEntry("cache.outcome", "loaded")
                    .containsEntry("cache.key.hash", "1");
            items.find(-1);
            assertThat(tracer.getSpans().getLast().getTags()).containsEntry("cache.outcome", "absent");
        });
    }

    @Test
    void aFailedLoadHasItsException() {
        alone.run(context -> {
            Items items = context.getBean(Items.class);
            assertThatThrownBy(() -> items.find(13)).hasMessage("no luck");
            SimpleSpan span = only();
            assertThat(span.getTags()).containsEntry("cache.outcome", "failed");
            assertThat(span.getError()).hasMessage("no luck");
        });
    }

    @Test
    void aLoadThatEndsLaterEndsItsSpanThen() {
        alone.run(context -> {
            assertThat(context.getBean(Items.class).later(1).join()).isEqualTo("item 1");
            await().until(() -> only().getTags().containsKey("cache.outcome"));
            assertThat(only().getName()).isEqualTo("load later");
        });
    }

    @Test
    void aRefreshIsPartOfTheTraceOfWhoFoundTheStaleValue() {
        alone.run(context -> {
            Items items = context.getBean(Items.class);
            items.find(1);
            context.getBean(FakeTicker.class).advance(Duration.ofSeconds(90));
            Observation request =
                    Observation.createNotStarted("request", observations).start();
            request.scoped(() -> items.find(1));
            request.stop();
            await().until(() -> tracer.getSpans().size() == 3
                    && context.getBean(CacheRegistry.class).known("item").hit(1L) != null);
            SimpleSpan refresh = spanOf("refresh item");
            SimpleSpan asked = spanOf("request");
            assertThat(refresh.context().traceId()).isEqualTo(asked.context().traceId());
            assertThat(refresh.context().parentId()).isEqualTo(asked.context().spanId());
        });
    }

    @Test
    void aBatchIsOneSpan() {
        alone.run(context -> {
            context.getBean(Items.class).all(List.of(1L, 2L, 3L));
            assertThat(only().getTags()).containsEntry("cache.keys", "3").containsEntry("cache.outcome", "loaded");
        });
    }

    @Test
    void aQuestionToTheSharedTierIsPartOfTheTraceOfWhoAsks() {
        runner.run(context -> {
            Observation request =
                    Observation.createNotStarted("request", observations).start();
            request.scoped(() -> context.getBean(Items.class).find(1));
            request.stop();
            SimpleSpan question = spanOf("redis item");
            assertThat(question.getTags()).containsEntry("cache.tier", "redis").containsEntry("cache.outcome", "miss");
            assertThat(question.context().parentId())
                    .isEqualTo(spanOf("request").context().spanId());
        });
    }

    @Test
    void aQuestionOfNoTraceIsNoSpan() {
        runner.run(context -> {
            context.getBean(Items.class).find(1);
            assertThat(only().getName()).isEqualTo("load item");
        });
    }

    @Test
    void whereNothingObservesNothingIsFollowed() {
        ObservationTracer idle = new ObservationTracer(() -> ObservationRegistry.NOOP);
        Loader loader = (key, context) -> "value";
        assertThat(idle.follow("item", Purpose.READ, loader)).isSameAs(loader);
        assertThat(LoadTracer.NONE.follow("item", Purpose.READ, loader)).isSameAs(loader);
    }

    private SimpleSpan spanOf(String name) {
        assertThat(tracer.getSpans()).extracting(SimpleSpan::getName).contains(name);
        return tracer.getSpans().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private SimpleSpan only() {
        assertThat(tracer.getSpans()).hasSize(1);
        return tracer.getSpans().getFirst();
    }
}
