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
package io.wellspring.springcache;

import io.wellspring.engine.Reading;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The look-ups of one cache that found nothing and whose put is still to come, each with what it noted then.
 *
 * <p>A look-up is followed by its put on the same thread, unless the method promises its result: then by any thread. So the
 * latter are kept by key, the oldest look-up standing for all of one key. Both are bounded: what is forgotten puts as if nobody
 * had looked. A method that throws puts nothing; what it noted is forgotten with the next look-ups of its thread.
 */
final class Misses {

    private static final int PER_THREAD = 16;
    private static final int SHARED = 1024;

    private record Pending(Reading oldest, int count) {}

    private final ThreadLocal<Map<Object, Reading>> ofThread =
            ThreadLocal.withInitial(() -> bounded(PER_THREAD, Reading::end));
    private final Map<Object, Pending> ofAnyThread = bounded(SHARED, pending -> {});

    /** Remembers a look-up whose put will come on this thread. */
    void remember(Object key, Reading reading) {
        Reading earlier = ofThread.get().put(key, reading);
        if (earlier != null) {
            earlier.end();
        }
        reading.begin();
    }

    /** Remembers a look-up whose put may come on another thread. */
    synchronized void rememberShared(Object key, Reading reading) {
        ofAnyThread.merge(
                key,
                new Pending(reading, 1),
                (earlier, later) -> new Pending(earlier.oldest().orOlder(reading), earlier.count() + 1));
    }

    /** Returns what was remembered, and forgets it; null where nobody looked. */
    @Nullable
    Reading forget(Object key) {
        Reading reading = ofThread.get().remove(key);
        if (reading == null) {
            return forgetShared(key);
        }
        reading.end();
        return reading;
    }

    private synchronized @Nullable Reading forgetShared(Object key) {
        Pending pending = ofAnyThread.remove(key);
        if (pending == null) {
            return null;
        }
        if (pending.count() > 1) {
            ofAnyThread.put(key, new Pending(pending.oldest(), pending.count() - 1));
        }
        return pending.oldest();
    }

    private static <V> Map<Object, V> bounded(int limit, Consumer<V> dropped) {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Object, V> eldest) {
                if (size() <= limit) {
                    return false;
                }
                dropped.accept(eldest.getValue());
                return true;
            }
        };
    }
}
