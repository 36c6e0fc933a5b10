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
package io.wellspring.observe;

import io.wellspring.engine.CacheLoaderDefinition;
import io.wellspring.engine.HitSampler;
import io.wellspring.engine.Region;
import io.wellspring.store.Entry;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Compares a sample of the hits of one cache with what a load brings at that time, one after the other, in the background.
 *
 * <p>If the entry is still there after the load, and its value is another, nobody has told of the change: whatever is told
 * removes the entry before it is committed, and the load sees what is committed only.
 */
final class FreshnessProbe implements HitSampler {

    private static final Log logger = LogFactory.getLog(FreshnessProbe.class);

    private final Region region;
    private final Staleness staleness;
    private final int every;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final List<LongConsumer> listeners = new CopyOnWriteArrayList<>();
    /** A plain field: threads that hit at once may lose some, and the sample is as good. */
    private int hits;

    FreshnessProbe(Region region, FreshnessSettings settings) {
        this.region = region;
        this.staleness = new Staleness(settings);
        this.every = (int) Math.max(1, Math.round(1 / settings.rate()));
    }

    FreshnessReport report() {
        return staleness.report();
    }

    /** @param listener takes the ages of the entries that were found to be wrong, in nanoseconds */
    void onStale(LongConsumer listener) {
        listeners.add(listener);
    }

    @Override
    public void hit(Object key, Entry entry) {
        if (++hits >= every) {
            hits = 0;
            // One at a time, so that no rate makes more loads than one thread can.
            if (busy.compareAndSet(false, true)) {
                region.inBackground(() -> checkAndRest(key, entry), () -> busy.set(false));
            }
        }
    }

    private void checkAndRest(Object key, Entry entry) {
        try {
            check(key, entry);
        } catch (Throwable e) {
            logger.debug("Could not compare an entry of the cache '" + region.name() + "' with a fresh load", e);
        } finally {
            busy.set(false);
        }
    }

    private void check(Object key, Entry entry) throws Throwable {
        CacheLoaderDefinition definition = region.loaders().find(key);
        if (definition == null) {
            return;
        }
        Entry anew = region.loadUnstored(key, definition.loader().inBackground());
        if (anew == null || region.held(key) != entry) {
            return;
        }
        boolean right = Objects.equals(ValueView.unmasked(entry.value()), ValueView.unmasked(anew.value()));
        long age = anew.loadedAt() - entry.loadedAt();
        staleness.checked(age, right);
        if (!right) {
            region.foundStale(key);
            listeners.forEach(listener -> listener.accept(age));
        }
    }
}
