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
package io.wellspring.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CoarseTickerTests {

    private final AtomicLong time = new AtomicLong(5);
    private final AtomicLong asked = new AtomicLong();
    private final CoarseTicker ticker = new CoarseTicker(() -> {
        asked.incrementAndGet();
        return time.get();
    });

    @AfterEach
    void close() {
        ticker.close();
    }

    @Test
    void followsTheTime() {
        for (long now = 10; now < 15; now++) {
            time.set(now);
            long expected = now;
            await().until(() -> ticker.coarseNanos() == expected);
        }
        assertThat(ticker.nanos()).isEqualTo(14);
    }

    @Test
    void costsNoClockWhileItIsRead() {
        awaitAwake();
        long before = asked.get();
        for (int i = 0; i < 1_000_000; i++) {
            ticker.coarseNanos();
        }
        assertThat(asked.get() - before).isLessThan(1_000);
    }

    @Test
    void sleepsWhenNobodyReadsIt() {
        awaitAwake();
        await().until(() -> ticker.state() == Thread.State.WAITING);
        time.set(20);
        assertThat(ticker.coarseNanos()).as("exact, as long as it sleeps").isEqualTo(20);
        awaitAwake();
        time.set(30);
        await().until(() -> ticker.coarseNanos() == 30);
    }

    @Test
    void hasNoThreadBeforeItIsRead() {
        assertThat(ticker.nanos()).isEqualTo(5);
        assertThat(ticker.state()).isEqualTo(Thread.State.NEW);
    }

    @Test
    void isExactOnceItIsClosed() {
        awaitAwake();
        ticker.close();
        time.set(40);
        await().until(() -> ticker.state() == Thread.State.TERMINATED);
        assertThat(ticker.coarseNanos()).isEqualTo(40);
        assertThat(ticker.state()).isEqualTo(Thread.State.TERMINATED);
    }

    /** One read wakes it; while it is awake, reads do not ask for the time. */
    private void awaitAwake() {
        await().until(() -> {
            ticker.coarseNanos();
            long before = asked.get();
            ticker.coarseNanos();
            ticker.coarseNanos();
            return asked.get() == before;
        });
    }
}
