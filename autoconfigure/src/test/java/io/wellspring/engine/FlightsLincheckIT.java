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

import io.wellspring.copy.Copier;
import io.wellspring.policy.Lifetimes;
import io.wellspring.policy.Ticker;
import io.wellspring.store.Fleet;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/**
 * A cache before a database cannot be told from the database: whatever readers and writers do at once, their results are those
 * of a plain map.
 */
class FlightsLincheckIT {

    @Test
    void readersAndWritersAtOnceSeeAPlainMap() {
        new StressOptions()
                .threads(3)
                .actorsPerThread(3)
                .actorsBefore(1)
                .actorsAfter(2)
                .iterations(20)
                .invocationsPerIteration(150)
                .minimizeFailedScenario(false)
                .sequentialSpecification(Database.class)
                .check(CachedDatabase.class);
    }

    /** What the operations mean where there is no cache. Rows count their writes, so that each value is also a version. */
    public static final class Database {

        private final Map<Integer, Integer> rows = new ConcurrentHashMap<>();

        public int read(int key) {
            return rows.getOrDefault(key, 0);
        }

        public int write(int key) {
            return rows.merge(key, 1, Integer::sum);
        }

        public int writeVersioned(int key) {
            return write(key);
        }

        public int writeByType(int key) {
            return write(key);
        }

        public int writeByCache(int key) {
            return write(key);
        }
    }

    /** A database whose rows are read through a cache. */
    @Param(name = "key", gen = IntGen.class, conf = "1:2")
    public static final class CachedDatabase {

        private final Database database = new Database();
        private final AtomicLong time = new AtomicLong();
        private final Sequence sequence = new Sequence(time::incrementAndGet, Fleet.ALONE);
        private final Generations generations = new Generations(sequence);
        private final Region region = region(time::incrementAndGet, generations);
        private final Loader loader = new InCaller() {
            @Override
            public Object load(Object key, LoadContext<Object> context) {
                Reads.of(Database.class);
                int read = database.read((Integer) key);
                // As long as a statement takes, so that others come in between.
                for (int i = 0; i < 10; i++) {
                    Thread.yield();
                }
                return read;
            }
        };

        @Operation
        public int read(@Param(name = "key") int key) {
            return (Integer) Sneaky.call(() -> region.get(key, loader));
        }

        @Operation
        public int write(@Param(name = "key") int key) {
            int written = database.write(key);
            region.invalidate(key);
            return written;
        }

        @Operation
        public int writeVersioned(@Param(name = "key") int key) {
            int written = database.write(key);
            region.invalidate(key, written);
            return written;
        }

        @Operation
        public int writeByType(@Param(name = "key") int key) {
            int written = database.write(key);
            try (Mark mark = sequence.begin()) {
                generations.changed(Database.class, false, mark, null);
            }
            return written;
        }

        @Operation
        public int writeByCache(@Param(name = "key") int key) {
            int written = database.write(key);
            region.invalidateAll();
            return written;
        }
    }

    private static final Resources.Entities VERSIONS = new Resources.Entities() {
        @Override
        public Long versionOf(Object value, String attribute) {
            return ((Integer) value).longValue();
        }
    };

    private abstract static class InCaller implements Loader {
        @Override
        public boolean inCaller() {
            return true;
        }
    }

    private static Region region(Ticker ticker, Generations generations) {
        Executor none = task -> {
            throw new IllegalStateException("nothing runs in the background");
        };
        Resources resources = new Resources(
                ticker,
                () -> Instant.EPOCH,
                () -> 0,
                none,
                none,
                VERSIONS,
                Transactions.NONE,
                generations,
                Fleet.ALONE,
                LoadTracer.NONE);
        Lifetimes lifetimes = new Lifetimes(Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1), 0);
        CacheSettings settings = new CacheSettings(lifetimes, 100, Duration.ZERO, Copier.NONE, "", true);
        return new Region("rows", settings, new MapTier(), null, new Heard(resources, mark -> {}), resources);
    }
}
