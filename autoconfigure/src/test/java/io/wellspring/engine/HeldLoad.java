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

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** A load that has read, and that a test holds before it lands. */
final class HeldLoad implements Loader {

    /** What a loader does to its source. */
    interface Read {
        Object of(Object key, LoadContext<Object> context) throws Throwable;
    }

    private final CountDownLatch hasRead = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final Read read;
    private final Read afterwards;
    private Future<Object> result;

    /**
     * @param read runs before the load is held
     * @param afterwards runs when it is released
     */
    private HeldLoad(Read read, Read afterwards) {
        this.read = read;
        this.afterwards = afterwards;
    }

    static HeldLoad of(Read read) {
        return new HeldLoad(read, null);
    }

    static HeldLoad of(Read read, Read afterwards) {
        return new HeldLoad(read, afterwards);
    }

    /** Begins the load in a thread of its own, and returns once it has read. */
    HeldLoad begin(ExecutorService threads, Region region, Object key) throws InterruptedException {
        result = threads.submit(() -> Sneaky.call(() -> region.get(key, this)));
        hasRead.await();
        return this;
    }

    void awaitRead() throws InterruptedException {
        hasRead.await();
    }

    void release() {
        release.countDown();
    }

    /** Lets it land, and returns what its caller got. */
    Object land() throws Exception {
        release();
        return result.get();
    }

    @Override
    public Object load(Object key, LoadContext<Object> context) throws Throwable {
        Object value = read.of(key, context);
        hasRead.countDown();
        release.await();
        return afterwards == null ? value : afterwards.of(key, context);
    }

    @Override
    public boolean inCaller() {
        return true;
    }
}
