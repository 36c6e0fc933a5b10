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
import static org.awaitility.Awaitility.await;

import io.wellspring.fleet.process.Board.Count;
import io.wellspring.fleet.process.Board.Phase;
import io.wellspring.store.redis.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Redis hangs, dies and comes back empty while three processes read and write. Nobody sees an exception, and nobody waits for long;
 * in the end all see the same.
 *
 * <p>What is committed meanwhile, Redis is told when it is back. So until then other nodes may read old values, as {@link
 * FleetCheckerTests} says; the report has the oldest.
 */
@Tag("processes")
class RedisStopTests {

    private static final long MOST = TimeUnit.MILLISECONDS.toMicros(100);
    private static final Integer MINUTES = Integer.getInteger("fleet.minutes");

    @RegisterExtension
    static final TestRedis REDIS = new TestRedis();

    @Test
    void nobodyNeedsRedis() throws Exception {
        try (Fleet fleet = new Fleet(REDIS)) {
            fleet.run();
            fleet.last(MINUTES == null ? 4 : 30);
            during(fleet, Phase.BEFORE, 4);
            REDIS.pause();
            during(fleet, Phase.STOPPED, 1);
            during(fleet, Phase.WITHOUT, 3);
            REDIS.kill();
            fleet.last(1);
            REDIS.start();
            if (MINUTES != null) {
                // Once the marks have lapsed that a Redis may have lost.
                await().atMost(Duration.ofMinutes(1)).until(RedisStopTests::isUsed);
                fleet.last(5);
            }
            during(fleet, Phase.AFTER, 2);
            fleet.stop();
            fleet.compareAtRest();
            for (Phase phase : Phase.values()) {
                System.out.println("p99 of a read in us, " + phase + ": " + fleet.percentile99(phase));
            }
            System.out.println(fleet.report());
            fleet.assertNothingFound();
            for (Count failures : List.of(Count.READ_FAILURES, Count.LOAD_TIMEOUTS, Count.WRITE_FAILURES)) {
                assertThat(fleet.board.counted(failures))
                        .as(failures.toString())
                        .isZero();
            }
            if (MINUTES != null) {
                // Where the machine has nothing else to do: three processes on two cores wait for each other otherwise.
                for (int node = 0; node < Board.NODES; node++) {
                    long before = fleet.percentile99(Phase.BEFORE).get(node);
                    assertThat(fleet.percentile99(Phase.STOPPED).get(node)).isLessThan(before + MOST);
                    assertThat(fleet.percentile99(Phase.WITHOUT).get(node)).isLessThan(before + MOST);
                }
            }
        }
    }

    private static void during(Fleet fleet, Phase phase, int seconds) {
        fleet.board.phase(phase);
        fleet.last(seconds);
        fleet.board.phase(Phase.REST);
    }

    private static boolean isUsed() {
        return REDIS.connection().sync().keys("fleet:article:{*}").stream().anyMatch(key -> !key.endsWith(":f"));
    }
}
