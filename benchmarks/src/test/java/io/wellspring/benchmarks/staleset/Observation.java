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

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What a contender did.
 *
 * @param cachesAndEvicts whether it does so at all, where nothing else goes on
 * @param pausedRead what the reader got whose load was under way when the writer committed
 * @param writerWaited whether the writer could not return before that load ended
 * @param nextRead what a read got that began after the writer and the load had returned
 * @param laterRead what one more read got
 * @param readInTransaction what a transaction read that had changed the product before
 * @param readAfterRollback what another read got when that transaction was rolled back
 */
record Observation(
        boolean cachesAndEvicts,
        String pausedRead,
        boolean writerWaited,
        String nextRead,
        String laterRead,
        String readInTransaction,
        String readAfterRollback) {

    static final String OLD = "v1";
    static final String NEW = "v2";
    static final String UNCOMMITTED = "uncommitted";

    /** A writer that is not back by then is held up: without a load under way it takes milliseconds. */
    private static final int WRITER_SECONDS = 3;

    static Observation of(Shop shop) {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            // First, so that nothing has to be set up when the writer is watched.
            boolean cachesAndEvicts = cachesAndEvicts(shop);

            Long id = shop.add(OLD);
            Pause pause = Pause.arm();
            Future<String> reader = threads.submit(() -> shop.read(id));
            pause.awaitRead();
            Future<?> writer = threads.submit(() -> shop.rename(id, NEW));
            boolean writerWaited = !isDone(writer);
            pause.end();
            String pausedRead = get(reader);
            get(writer);
            String nextRead = shop.read(id);
            String laterRead = shop.read(id);

            Long other = shop.add(OLD);
            String readInTransaction = shop.readOwnChangeAndRollBack(other, UNCOMMITTED);
            String readAfterRollback = get(threads.submit(() -> shop.read(other)));
            return new Observation(
                    cachesAndEvicts,
                    pausedRead,
                    writerWaited,
                    nextRead,
                    laterRead,
                    readInTransaction,
                    readAfterRollback);
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean cachesAndEvicts(Shop shop) {
        Long id = shop.add(OLD);
        shop.read(id);
        int loads = Pause.loads();
        boolean cached = shop.read(id).equals(OLD) && Pause.loads() == loads;
        shop.rename(id, NEW);
        return cached && shop.read(id).equals(NEW);
    }

    private static boolean isDone(Future<?> writer) {
        try {
            writer.get(WRITER_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T get(Future<T> result) {
        try {
            return result.get(Pause.PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
