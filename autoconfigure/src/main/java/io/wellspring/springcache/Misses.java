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

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The look-ups of one cache that found nothing and whose put is still to come, each with the number of invalidations there were
 * then.
 *
 * <p>A look-up is followed by its put on the same thread, unless the method promises its result: then by any thread. So the
 * latter are kept by key, the oldest look-up standing for all of one key. Both are bounded: what is forgotten puts as if nobody
 * had looked.
 */
final class Misses {

    private static final int PER_THREAD = 16;
    private static final int SHARED = 1024;

    private record Pending(long since, int count) {}

    private final ThreadLocal<Map<Object, Long>> ofThread = ThreadLocal.withInitial(() -> bounded(PER_THREAD));
    private final Map<Object, Pending> ofAnyThread = bounded(SHARED);

    /** Remembers a look-up whose put will come on this thread. */
    void remember(Object key, long since) {
        ofThread.get().put(key, since);
    }

    /** Remembers a look-up whose put may come on another thread. */
    synchronized void rememberShared(Object key, long since) {
        ofAnyThread.merge(
                key,
                new Pending(since, 1),
                (earlier, later) -> new Pending(Math.min(earlier.since(), later.since()), earlier.count() + 1));
    }

    /** Returns the number that was remembered, and forgets it; null where nobody looked. */
    @Nullable
    Long forget(Object key) {
        Long since = ofThread.get().remove(key);
        return since != null ? since : forgetShared(key);
    }

    private synchronized @Nullable Long forgetShared(Object key) {
        Pending pending = ofAnyThread.remove(key);
        if (pending == null) {
            return null;
        }
        if (pending.count() > 1) {
            ofAnyThread.put(key, new Pending(pending.since(), pending.count() - 1));
        }
        return pending.since();
    }

    private static <V> Map<Object, V> bounded(int limit) {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Object, V> eldest) {
                return size() > limit;
            }
        };
    }
}
