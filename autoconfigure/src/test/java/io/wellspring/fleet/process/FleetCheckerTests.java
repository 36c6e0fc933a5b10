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
package io.wellspring.fleet.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.fleet.process.Board.Count;
import io.wellspring.store.redis.TestRedis;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Three processes that share a PostgreSQL and a Redis: who loads, and what they read whatever happens to them. {@code
 * -Dfleet.minutes=30} runs for long; {@code -Dfleet.seed=} has the same happen in the same order again.
 *
 * <p>Commits of which Redis cannot be told are rejected. Where they are let through, other nodes may go on with what they have
 * until it is told: that is what {@code best-effort} means. With {@code
 * -Dfleet.on-mark-failure=outbox} they may for no more than three heartbeats.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("processes")
class FleetCheckerTests {

    /** So many threads of each process read a cold key. */
    private static final int THREADS = 64;

    private static final int REPETITIONS = 20;
    private static final List<Fault> IN_SHORT = List.of(
            Fault.SUBSCRIPTIONS_CUT,
            Fault.CONNECTIONS_CUT,
            Fault.NODE_PAUSED,
            Fault.REDIS_PAUSED,
            Fault.NODE_KILLED_AFTER_ITS_COMMIT);

    @RegisterExtension
    static final TestRedis REDIS = new TestRedis();

    private static Fleet fleet;

    @BeforeAll
    static void start() throws Exception {
        // The machine may be busy: a Redis that answers late is not what is looked at here.
        fleet = new Fleet(
                REDIS,
                "--wellspring.redis.timeout=" + System.getProperty("fleet.timeout", "3s"),
                "--wellspring.redis.on-mark-failure=" + System.getProperty("fleet.on-mark-failure", "reject"));
    }

    @AfterAll
    static void stop() throws Exception {
        fleet.close();
    }

    @Test
    @Order(1)
    void aColdKeyIsLoadedOnce() throws Exception {
        for (int key = 0; key < REPETITIONS; key++) {
            assertThat(fleet.burst(key, THREADS)).as("loads of key " + key).isEqualTo(1);
        }
    }

    @Test
    @Order(2)
    void nobodyReadsAnOldValueWhateverHappens() throws Exception {
        Random random = new Random(Long.getLong("fleet.seed", System.nanoTime()));
        Integer minutes = Integer.getInteger("fleet.minutes");
        Map<Fault, Integer> happened = new EnumMap<>(Fault.class);
        fleet.run();
        fleet.last(2);
        if (minutes == null) {
            for (Fault fault : IN_SHORT) {
                happen(fault, random, happened);
                fleet.last(1);
            }
        } else {
            long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(minutes);
            Deque<Fault> next = new ArrayDeque<>();
            while (System.nanoTime() - until < 0 && fleet.found.isEmpty()) {
                if (next.isEmpty()) {
                    next.addAll(inAnyOrder(random));
                }
                Fault fault = next.remove();
                happen(fault, random, happened);
                fleet.last(fault.seconds());
                System.out.println(fault + ": " + fleet.report());
            }
        }
        fleet.stop();
        fleet.compareAtRest();
        System.out.println(fleet.report() + ", " + happened);
        fleet.assertNothingFound();
        assertThat(fleet.board.counted(Count.STRICT_READS)).isPositive();
    }

    private static List<Fault> inAnyOrder(Random random) {
        List<Fault> all = Arrays.asList(Fault.values());
        Collections.shuffle(all, random);
        return all;
    }

    private static void happen(Fault fault, Random random, Map<Fault, Integer> happened) throws Exception {
        // Not to the last one, which sees what the others leave behind.
        fault.happen(fleet, fleet.nodes.get(random.nextInt(Board.NODES - 1)));
        happened.merge(fault, 1, Integer::sum);
    }
}
