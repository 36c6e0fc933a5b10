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
package io.wellspring.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wellspring.policy.Ticker;
import io.wellspring.store.Basis;
import io.wellspring.store.Fleet;
import io.wellspring.store.Generation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GenerationsTests {

    private interface Priced {}

    private static class Product {}

    private static class Book extends Product implements Priced {}

    private static class Other {}

    private final Sequence sequence = new Sequence(Ticker.system(), Fleet.ALONE);
    private final Generations generations = new Generations(sequence);
    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private void change(Class<?> type, boolean bulk) {
        try (Mark mark = sequence.begin()) {
            generations.changed(type, bulk, mark, null);
        }
    }

    private void tagged(String tag) {
        try (Mark mark = sequence.begin()) {
            generations.tagged(tag, mark);
        }
    }

    @Test
    void aChangeConcernsItsTypeItsSupertypesItsInterfacesAndItsSubtypes() {
        List<Class<?>> related = List.of(Product.class, Priced.class, Book.class);
        related.forEach(generations::of);
        Generation other = generations.of(Other.class).any();
        change(Book.class, false);
        assertThat(related).allSatisfy(type -> assertThat(any(type)).isEqualTo(1));
        change(Product.class, false);
        assertThat(any(Book.class)).isEqualTo(2);
        assertThat(any(Priced.class)).as("not every product has a price").isEqualTo(1);
        assertThat(other.last()).isZero();
    }

    @Test
    void onlyAChangeOfUnknownEntitiesMovesTheBulkGeneration() {
        change(Product.class, false);
        assertThat(generations.of(Product.class).bulk().last()).isZero();
        change(Product.class, true);
        assertThat(generations.of(Product.class).bulk().last()).isEqualTo(2);
        assertThat(any(Product.class)).isEqualTo(2);
    }

    @Test
    void aTypeThatIsRegisteredLaterBeginsWithTheLastChange() {
        change(Book.class, true);
        assertThat(any(Priced.class)).isEqualTo(1);
        assertThat(generations.of(Product.class).bulk().last()).isEqualTo(1);
        assertThat(any(Other.class)).isZero();
    }

    /** Each round has a type of its own, which is registered while another one changes that is related to it. */
    @Test
    void aTypeThatIsRegisteredDuringAChangeMissesNone() throws Exception {
        Class<?>[] types = {
            String.class, Integer.class, Long.class, Double.class, Float.class, Short.class, Byte.class, Boolean.class
        };
        for (int round = 0; round < 3_000; round++) {
            Sequence numbers = new Sequence(Ticker.system(), Fleet.ALONE);
            Generations own = new Generations(numbers);
            Class<?> type = types[round % types.length];
            AtomicLong completed = new AtomicLong();
            CyclicBarrier together = new CyclicBarrier(2);
            Future<?> changes = threads.submit(() -> {
                together.await();
                for (int i = 1; i <= 3; i++) {
                    try (Mark mark = numbers.begin()) {
                        own.changed(Comparable.class, true, mark, null);
                    }
                    completed.set(i);
                }
                return null;
            });
            together.await();
            long before = completed.get();
            Generations.OfType registered = own.of(type);
            assertThat(registered.any().last()).isGreaterThanOrEqualTo(before);
            assertThat(registered.bulk().last()).isGreaterThanOrEqualTo(before);
            changes.get();
            assertThat(registered.any().last()).isEqualTo(3);
            assertThat(registered.bulk().last()).isEqualTo(3);
        }
    }

    @Test
    void aTagKeepsItsGenerationWhileSomebodyHoldsIt() {
        Generation held = generations.tag("red");
        System.gc();
        assertThat(generations.tag("red")).isSameAs(held);
        tagged("red");
        assertThat(held.last()).isEqualTo(1);
        assertThat(generations.tag("red")).isSameAs(held);
        assertThat(generations.tag("blue").last()).isZero();
    }

    @Test
    void tagsThatNobodyHoldsAreForgottenButNotTheirInvalidation() {
        for (int i = 0; i < 1_000; i++) {
            generations.tag("tag " + i);
        }
        tagged("tag 1");
        await().until(() -> {
            System.gc();
            return generations.tagCount() == 0;
        });
        assertThat(generations.tag("tag 1").last()).isEqualTo(1);
    }

    @Test
    void aLoadThatWillBearATagIsRefusedThoughNobodyHeldTheTag() {
        long since = sequence.now();
        tagged("red");
        assertThat(new Basis(List.of(generations.tag("red")), List.of("red"), true).holds(since))
                .isFalse();
        assertThat(new Basis(List.of(generations.tag("red")), List.of("red"), true).holds(sequence.now()))
                .isTrue();
    }

    @Test
    void aTagThatIsMadeAnewDuringItsInvalidationsMissesNone() throws Exception {
        AtomicLong completed = new AtomicLong();
        Future<?> changes = threads.submit(() -> {
            for (long i = 1; i <= 20_000; i++) {
                tagged("red");
                completed.set(i);
                if (i % 4_000 == 0) {
                    System.gc();
                }
            }
        });
        while (!changes.isDone()) {
            long before = completed.get();
            assertThat(generations.tag("red").last()).isGreaterThanOrEqualTo(before);
        }
        changes.get();
        assertThat(generations.tag("red").last()).isEqualTo(20_000);
    }

    @Test
    void aTagFallsInOneStepHoweverManyThereAre() {
        List<Generation> held = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            held.add(generations.tag("tag " + i));
        }
        assertThat(generations.tagCount()).isEqualTo(100_000);
        tagged("tag 77777");
        assertThat(sequence.now()).as("one number").isEqualTo(1);
        assertThat(held.stream().filter(generation -> generation.last() > 0)).containsExactly(held.get(77_777));
    }

    private long any(Class<?> type) {
        return generations.of(type).any().last();
    }
}
