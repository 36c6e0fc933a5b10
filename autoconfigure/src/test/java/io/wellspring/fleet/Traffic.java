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
package io.wellspring.fleet;

import io.wellspring.engine.Landings;
import io.wellspring.engine.Loader;
import io.wellspring.engine.Mark;
import io.wellspring.fleet.FleetNode.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Nodes that read and change the same entities all the time. Each read is checked: it must not be older than a commit that had
 * returned before it began; on another node than the one that committed, and with a near tier, than one that had returned a
 * heartbeat before.
 */
final class Traffic implements AutoCloseable {

    private static final int READERS = 2;
    private static final long MILLIS_BETWEEN_WRITES = 15;

    private record Commit(FleetNode node, long version, long at) {}

    private final Map<Long, AtomicLong> database = new ConcurrentHashMap<>();
    private final Map<Long, List<Commit>> commits = new ConcurrentHashMap<>();
    private final Queue<Object> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong reads = new AtomicLong();
    private final AtomicLong writes = new AtomicLong();
    private final List<Long> keys;
    private final List<Thread> readers = new ArrayList<>();
    private final ScheduledExecutorService writers = Executors.newScheduledThreadPool(2);
    private final Loader loader =
            (key, context) -> String.valueOf(database.get(key).get());
    private volatile boolean ended;

    Traffic(List<FleetNode> nodes, List<Long> keys) {
        this.keys = keys;
        for (Long key : keys) {
            database.put(key, new AtomicLong());
            commits.put(key, new CopyOnWriteArrayList<>());
        }
        for (FleetNode node : nodes) {
            for (int i = 0; i < READERS; i++) {
                // Where a read is to be as new as the shared tier, it must not join another one that began earlier.
                List<Long> own = node.maximumSize == 0 ? every(READERS, i) : keys;
                Thread reader = new Thread(() -> read(node, own));
                readers.add(reader);
                reader.start();
            }
            writers.scheduleWithFixedDelay(() -> write(node), 0, MILLIS_BETWEEN_WRITES, TimeUnit.MILLISECONDS);
        }
    }

    /** What went wrong: reads of what is too old, and exceptions. */
    List<Object> failures() {
        return List.copyOf(failures);
    }

    long reads() {
        return reads.get();
    }

    long writes() {
        return writes.get();
    }

    private List<Long> every(int step, int first) {
        return IntStream.iterate(first, i -> i < keys.size(), i -> i + step)
                .mapToObj(keys::get)
                .toList();
    }

    private void read(FleetNode node, List<Long> own) {
        while (!ended) {
            Long key = any(own);
            if (node.maximumSize == 0) {
                Landings.await(node.products(), key);
            }
            long began = System.nanoTime();
            try {
                long version = Long.parseLong((String) node.products().get(key, loader));
                long oldest = oldest(node, key, began);
                if (version < oldest) {
                    failures.add("version " + version + " of " + key + ", and " + oldest + " was committed before"
                            + (node.maximumSize == 0 ? "; of the shared tier" : ""));
                }
                reads.incrementAndGet();
            } catch (Throwable e) {
                failures.add(e);
            }
        }
    }

    private long oldest(FleetNode node, Long key, long began) {
        return commits.get(key).stream()
                .filter(commit -> (commit.node == node || node.maximumSize == 0)
                        ? commit.at < began
                        : commit.at < began - FleetNode.HEARTBEAT.toNanos())
                .mapToLong(Commit::version)
                .max()
                .orElse(0);
    }

    private void write(FleetNode node) {
        Long key = any(keys);
        try {
            AtomicLong row = database.get(key);
            // As the lock of a row.
            synchronized (row) {
                Mark mark = node.begin(Product.class, key);
                long version = row.incrementAndGet();
                node.commit(mark);
                commits.get(key).add(new Commit(node, version, System.nanoTime()));
            }
            writes.incrementAndGet();
        } catch (Throwable e) {
            failures.add(e);
        }
    }

    private static Long any(List<Long> some) {
        return some.get(ThreadLocalRandom.current().nextInt(some.size()));
    }

    @Override
    public void close() {
        ended = true;
        writers.shutdown();
        try {
            writers.awaitTermination(1, TimeUnit.MINUTES);
            for (Thread reader : readers) {
                reader.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
