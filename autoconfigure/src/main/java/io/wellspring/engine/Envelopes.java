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

import io.wellspring.store.Entry;
import java.time.Duration;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** Makes the entries of one cache from values, and values for callers from entries. */
final class Envelopes {

    private static final Log logger = LogFactory.getLog(Envelopes.class);

    private final String cache;
    private final CacheSettings settings;
    private final Resources resources;
    private volatile boolean warned;

    Envelopes(String cache, CacheSettings settings, Resources resources) {
        this.cache = cache;
        this.settings = settings;
        this.resources = resources;
    }

    /** Returns the value of an entry for one more caller, who may change it as he likes. */
    @Nullable
    Object open(Entry entry) {
        Object value = entry.value();
        return value == null || entry.shareable() ? value : settings.copier().copy(value);
    }

    /** Returns the entry for a loaded value. Whether it may be stored is for {@link #worthStoring} to say. */
    Entry seal(@Nullable Object value, LoadContext<Object> context, @Nullable Entry previous, long since, long start) {
        if (context.isNotModified() && previous != null) {
            return seal(previous.value(), previous.shareable(), previous.version(), context, since, start);
        }
        if (value == null) {
            return seal(null, true, null, context, since, start);
        }
        try {
            Object copy = settings.copier().copy(value);
            // Copied once more: what cannot change is shared from now on, and what cannot be copied is found out now.
            boolean shareable = copy == value || settings.copier().copy(copy) == copy;
            return seal(copy, shareable, resources.versions().versionOf(value), context, since, start);
        } catch (RuntimeException | StackOverflowError e) {
            warn(e);
            context.doNotStore();
            return seal(value, true, null, context, since, start);
        }
    }

    /** Whether an entry would answer anybody. */
    static boolean worthStoring(Entry entry, LoadContext<Object> context) {
        return context.isStored() && entry.staleUntil() - entry.loadedAt() > 0;
    }

    private Entry seal(
            @Nullable Object value,
            boolean shareable,
            @Nullable Long version,
            LoadContext<Object> context,
            long since,
            long start) {
        boolean absent = value == null;
        Duration staleTtl = context.staleTtl();
        long freshUntil = start
                + settings.lifetimes()
                        .freshNanos(absent, context.ttl(), resources.random().getAsDouble());
        long staleUntil = freshUntil + settings.lifetimes().staleNanos(absent, staleTtl);
        return new Entry(value, shareable, since, version, start, freshUntil, staleUntil);
    }

    private void warn(Throwable e) {
        if (!warned) {
            warned = true;
            logger.warn("The values of cache '" + cache + "' are not stored: " + e
                    + ". Return a type that can be copied, or set wellspring.caches." + cache
                    + ".copy=never if callers do not change what they get.");
        }
    }
}
