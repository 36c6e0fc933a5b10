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
package io.wellspring.benchmarks.staleset;

import jakarta.persistence.PostLoad;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Holds up the first load after it was armed, when the database has answered and nothing is cached yet. */
final class Pause {

    static final int PATIENCE_SECONDS = 30;

    /** Static, since it is Hibernate that makes the listener. */
    private static final AtomicReference<Pause> ARMED = new AtomicReference<>();

    private static final AtomicInteger LOADS = new AtomicInteger();

    private final CountDownLatch read = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);

    static Pause arm() {
        Pause pause = new Pause();
        ARMED.set(pause);
        return pause;
    }

    /** How many products were read from the database until now. */
    static int loads() {
        return LOADS.get();
    }

    void awaitRead() {
        await(read);
    }

    void end() {
        end.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The other thread did not come");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Is called for every product that was read from the database, in the thread of the load. */
    static final class Listener {

        @PostLoad
        void afterRead(Product product) {
            LOADS.incrementAndGet();
            Pause pause = ARMED.getAndSet(null);
            if (pause != null) {
                pause.read.countDown();
                await(pause.end);
            }
        }
    }
}
