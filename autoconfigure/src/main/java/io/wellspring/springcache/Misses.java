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

import io.wellspring.engine.Region;
import org.jspecify.annotations.Nullable;

/**
 * The look-ups of each thread that found nothing, each with the number of invalidations there were then. Bounded: of more
 * nested look-ups than it holds, the oldest put as if nobody had looked.
 */
final class Misses {

    private record Miss(Region region, Object key, long since) {}

    private static final int LIMIT = 16;

    private final ThreadLocal<@Nullable Miss[]> perThread = ThreadLocal.withInitial(() -> new Miss[LIMIT]);

    void remember(Region region, Object key, long since) {
        Miss[] recent = perThread.get();
        int slot = slotOf(recent, region, key);
        if (slot < 0) {
            System.arraycopy(recent, 0, recent, 1, LIMIT - 1);
            slot = 0;
        }
        recent[slot] = new Miss(region, key, since);
    }

    /** Returns the number that was remembered, or -1. */
    long forget(Region region, Object key) {
        Miss[] recent = perThread.get();
        int slot = slotOf(recent, region, key);
        if (slot < 0) {
            return -1;
        }
        Miss miss = recent[slot];
        recent[slot] = null;
        return miss == null ? -1 : miss.since();
    }

    private static int slotOf(@Nullable Miss[] recent, Region region, Object key) {
        for (int i = 0; i < LIMIT; i++) {
            Miss miss = recent[i];
            if (miss != null && miss.region() == region && miss.key().equals(key)) {
                return i;
            }
        }
        return -1;
    }
}
