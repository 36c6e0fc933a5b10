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
package io.wellspring.store.caffeine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wellspring.store.Basis;
import io.wellspring.store.Entry;
import io.wellspring.store.SharedTier;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class CaffeineTierTests {

    private static final int MANY = 100_000;
    private static final int ROUNDS = 8;

    /** In nanoseconds. */
    private static final long BETWEEN_READS = 1_000;

    private final Entry entry = new Entry("value", true, 0, null, 0, 1, 1, Basis.NONE, SharedTier.NO_STRIPE);

    @Test
    void keepsNoMoreThanItsSize() {
        CaffeineTier tier = new CaffeineTier(10);
        for (int i = 0; i < 100; i++) {
            tier.put(i, entry);
        }
        assertThat(tier.size()).isEqualTo(10);
        assertThat(tier.evictions()).isEqualTo(90);
        assertThat(tier.get(tier.iterator().next().getKey())).isSameAs(entry);
    }

    @Test
    void isEmptyBeforeTheFirstEntry() {
        CaffeineTier tier = new CaffeineTier(10);
        tier.remove(1);
        tier.clear();
        tier.used(1);
        assertThat(tier.get(1)).isNull();
        assertThat(tier.size()).isZero();
        assertThat(tier.evictions()).isZero();
        assertThat(tier.iterator()).isExhausted();
        tier.put(1, entry);
        assertThat(tier.get(1)).isSameAs(entry);
        assertThat(tier.iterator().next().getKey()).isEqualTo(1);
    }

    @Test
    void keepsAllThatIsPutFirstAtOnce() throws Exception {
        int threads = 4;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < 1_000; round++) {
                CaffeineTier tier = new CaffeineTier(10);
                CyclicBarrier begin = new CyclicBarrier(threads);
                List<Callable<Object>> puts = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    int key = i;
                    puts.add(() -> {
                        begin.await();
                        tier.put(key, entry);
                        return tier.get(key);
                    });
                }
                for (Future<Object> found : pool.invokeAll(puts)) {
                    assertThat(found.get()).isSameAs(entry);
                }
                assertThat(tier.size()).isEqualTo(threads);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void keepsWhatCaffeineKeepsThoughItIsNotToldOfEachHit() {
        int size = 1_000;
        int hits = 0;
        int hitsOfCaffeine = 0;
        // Several, since Caffeine adapts to what it sees, and to chance.
        for (int round = 0; round < ROUNDS; round++) {
            CaffeineTier tier = new CaffeineTier(size);
            Cache<Integer, String> caffeine = Caffeine.newBuilder()
                    .maximumSize(size)
                    .executor(Runnable::run)
                    .build();
            Random random = new Random(round);
            for (int i = 0; i < 5 * MANY; i++) {
                // About as popular as the numbers of Zipf's law, and others from time to time.
                int key = (int) Math.exp(random.nextDouble() * Math.log(MANY)) + i / MANY * 100;
                long now = i * BETWEEN_READS;
                Entry found = tier.get(key);
                if (found == null) {
                    tier.put(key, new Entry("value", true, 0, null, now, 1, 1, Basis.NONE, SharedTier.NO_STRIPE));
                } else {
                    hits++;
                    if (found.hit(now)) {
                        tier.used(key);
                    }
                }
                if (caffeine.getIfPresent(key) == null) {
                    caffeine.put(key, "value");
                } else {
                    hitsOfCaffeine++;
                }
            }
        }
        assertThat(hits).isCloseTo(hitsOfCaffeine, withinPercentage(2));
    }

    @Test
    void keepsWhatItWasToldOfBeforeThereWasNoRoom() {
        CaffeineTier tier = new CaffeineTier(100);
        for (int i = 0; i < 100; i++) {
            tier.put(i, entry);
        }
        for (int i = 0; i < 5; i++) {
            assertThat(tier.get(42)).isSameAs(entry);
            tier.used(42);
        }
        for (int i = 100; i < 1_000; i++) {
            tier.put(i, entry);
        }
        assertThat(tier.get(42)).isSameAs(entry);
        assertThat(tier.get(41)).isNull();
    }

    @Test
    void keepsNothingWithoutRoomNotEvenWhileItIsPut() throws Exception {
        CaffeineTier tier = new CaffeineTier(0);
        AtomicBoolean found = new AtomicBoolean();
        AtomicBoolean ended = new AtomicBoolean();
        Thread reader = new Thread(() -> {
            while (!ended.get()) {
                found.compareAndSet(false, tier.get("key") != null);
            }
        });
        reader.start();
        for (int i = 0; i < MANY; i++) {
            tier.put("key", entry);
        }
        ended.set(true);
        reader.join();
        assertThat(found).isFalse();
        assertThat(tier.size()).isZero();
    }
}
