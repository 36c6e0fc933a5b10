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
package io.wellspring.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UncopyableTests {

    private final Copier copier = new GraphCopier(true, List.of());

    static Stream<Object> uncopyable() {
        return Stream.of(
                new AtomicInteger(),
                InputStream.nullInputStream(),
                new ByteArrayInputStream(new byte[0]),
                new ReentrantLock(),
                new StringJoiner(","),
                Thread.currentThread());
    }

    @ParameterizedTest
    @MethodSource("uncopyable")
    void objectOfTheJdkIsRefusedByItsType(Object value) {
        assertRefused(value, value.getClass());
    }

    @Test
    void partIsRefusedByItsOwnType() {
        assertRefused(new Holder(new AtomicInteger()), AtomicInteger.class);
        assertRefused(new Component(new AtomicInteger()), AtomicInteger.class);
        assertRefused(new ArrayList<>(List.of(new AtomicInteger())), AtomicInteger.class);
        assertRefused(List.of(new AtomicInteger()), AtomicInteger.class);
        assertRefused(Map.of("a", new AtomicInteger()), AtomicInteger.class);
        assertRefused(new Object[] {new AtomicInteger()}, AtomicInteger.class);
    }

    @Test
    void refusalIsRepeated() {
        Object value = new Holder(new AtomicInteger());

        assertRefused(value, AtomicInteger.class);
        assertRefused(value, AtomicInteger.class);
    }

    @Test
    void recordThatRefusesItsCopiedPartsIsRefused() {
        assertRefused(new Once(new ArrayList<>(List.of(1))), Once.class);
    }

    @Test
    void copyThatDoesNotFitItsFieldIsRefused() {
        assertRefused(new Queued(new ArrayBlockingQueue<>(1)), Queued.class);
    }

    @Test
    void copyThatDoesNotFitItsComponentIsRefused() {
        assertRefused(new QueuedComponent(new ArrayBlockingQueue<>(1)), QueuedComponent.class);
    }

    @Test
    void emptyFieldRefusesNothing() {
        Holder holder = new Holder(null);

        assertThat(copier.copy(holder)).isNotSameAs(holder).isInstanceOf(Holder.class);
    }

    private void assertRefused(Object value, Class<?> named) {
        assertThatThrownBy(() -> copier.copy(value))
                .isInstanceOf(UncopyableException.class)
                .hasMessageContaining(named.getName());
    }

    record Component(AtomicInteger counter) {}

    record QueuedComponent(ArrayBlockingQueue<String> queue) {}

    record Once(List<Integer> numbers) {
        Once {
            if (numbers.remove(Integer.valueOf(1))) {
                numbers.add(2);
            } else {
                throw new IllegalArgumentException("no 1");
            }
        }
    }

    static class Holder {
        AtomicInteger counter;

        Holder(AtomicInteger counter) {
            this.counter = counter;
        }
    }

    static class Queued {
        ArrayBlockingQueue<String> queue;

        Queued(ArrayBlockingQueue<String> queue) {
            this.queue = queue;
        }
    }
}
