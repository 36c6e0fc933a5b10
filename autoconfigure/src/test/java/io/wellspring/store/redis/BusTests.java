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

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wellspring.engine.FakeTicker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nodes hear each other, and know when they may have missed something. */
class BusTests {

    /** Of a ticker that does not move by itself; the pings come by the time of day. */
    private static final Duration HEARTBEAT = Duration.ofMillis(150);

    @RegisterExtension
    static final TestRedis redis = new TestRedis();

    private final FakeTicker ticker = new FakeTicker();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger missed = new AtomicInteger();
    private final AtomicInteger again = new AtomicInteger();
    private Bus bus;

    @BeforeEach
    void subscribe() {
        Bus.Receiver receiver = new Bus.Receiver() {
            @Override
            public void message(String message) {
                heard.add(message);
            }

            @Override
            public void again() {
                again.incrementAndGet();
            }

            @Override
            public void missed() {
                missed.incrementAndGet();
            }
        };
        bus = new Bus(redis.subscription(), TestRedis.CHANNEL, HEARTBEAT, ticker, receiver);
        await().until(this::isProven);
    }

    @AfterEach
    void close() {
        bus.close();
        assertThat(isProven()).as("proven after it was closed").isFalse();
    }

    @Test
    void whatIsPublishedIsHeardInItsOrder() {
        publish("one");
        publish("two");
        await().untilAsserted(() -> assertThat(heard).containsExactly("one", "two"));
        assertThat(missed).as("at the first subscription").hasValue(1);
        assertThat(again).as("from the first proof on").hasValue(1);
    }

    @Test
    void theProofHoldsForAHeartbeatFromWhenThePingWasSent() {
        redis.pause();
        ticker.advance(HEARTBEAT.minusNanos(1));
        assertThat(isProven()).isTrue();
        ticker.advance(Duration.ofNanos(1));
        assertThat(isProven()).as("a heartbeat without an answer").isFalse();
        redis.resume();
        await().until(this::isProven);
        assertThat(missed).as("nothing was missed: it came late").hasValue(1);
        assertThat(again).as("a time without a proof").hasValue(2);
    }

    @Test
    void aConnectionThatIsCutProvesNothingUntilItIsMadeAnew() {
        redis.killSubscriptions();
        await().until(() -> missed.get() == 2);
        await().until(this::isProven);
        assertThat(again).hasValue(2);
        publish("after");
        await().untilAsserted(() -> assertThat(heard).contains("after"));
    }

    private boolean isProven() {
        return bus.isProven(ticker.nanos());
    }

    private static void publish(String message) {
        redis.connection().sync().publish(TestRedis.CHANNEL, message.getBytes(StandardCharsets.UTF_8));
    }
}
