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

import io.wellspring.store.Basis;
import io.wellspring.store.Entry;
import io.wellspring.store.Generation;
import io.wellspring.store.Stored;
import java.time.Duration;
import java.util.List;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** Makes the entries of one cache from values, and values for callers from entries. */
final class Envelopes {

    private static final Log logger = LogFactory.getLog(Envelopes.class);

    private final String cache;
    private final CacheSettings settings;
    private final Resources resources;
    private final Generation changes;
    private final Dependencies dependencies;
    private volatile boolean warned;
    private volatile Basis last = Basis.NONE;

    /** @param changes moves with every change of a key that is announced, and not concluded from a generation */
    Envelopes(
            String cache, CacheSettings settings, Resources resources, Generation changes, Dependencies dependencies) {
        this.cache = cache;
        this.settings = settings;
        this.resources = resources;
        this.changes = changes;
        this.dependencies = dependencies;
    }

    /** Returns the value of an entry for one more caller, who may change it as he likes. */
    @Nullable
    Object open(Entry entry) {
        read(entry);
        return copyOf(entry);
    }

    /** As {@link #open(Entry)}, for a caller on another thread. */
    @Nullable
    Object open(Entry entry, List<Observation> takers) {
        read(entry.basis(), takers);
        return copyOf(entry);
    }

    /** Notes that an entry is read, for the load that the current thread may run. */
    void read(Entry entry) {
        // On the way of every hit: nothing is made where nobody wants to know.
        if (Reads.wanted()) {
            read(entry.basis(), Reads.takers());
        }
    }

    /** Notes that a load failed that a caller has asked for: what it has read made it fail. */
    void failed(Flight flight, List<Observation> takers) {
        if (!takers.isEmpty()) {
            read(flight.observation().basis(List.of(), resources.generations()), takers);
        }
    }

    private void read(Basis basis, List<Observation> takers) {
        takers.forEach(taker -> taker.inherit(basis, changes, dependencies));
    }

    @Nullable
    Object copyOf(Entry entry) {
        Object value = entry.value();
        return value == null || entry.shareable() ? value : settings.copier().copy(value);
    }

    /** Returns the entry for a loaded value. Whether it may be stored is for {@link #worthStoring} to say. */
    Entry seal(
            Object key,
            @Nullable Object value,
            LoadContext<Object> context,
            @Nullable Entry previous,
            Observation observation,
            long since,
            long start,
            char stripe) {
        if (context.isNotModified() && previous != null) {
            previous.basis().generations().forEach(observation::add);
            List<String> tags = context.tags().isEmpty() ? previous.basis().tags() : context.tags();
            Basis basis = basis(observation, tags);
            return seal(
                    previous.value(), previous.shareable(), previous.version(), context, basis, since, start, stripe);
        }
        if (value == null) {
            return seal(null, true, null, context, basis(observation, context.tags()), since, start, stripe);
        }
        try {
            Object copy = settings.copier().copy(value, met -> met(key, met, observation));
            // Copied once more: what cannot change is shared from now on, and what cannot be copied is found out now.
            boolean shareable = copy == value || settings.copier().copy(copy) == copy;
            Long version = resources.entities().versionOf(value, settings.versionAttribute());
            Basis basis = basis(observation, context.tags());
            return seal(copy, shareable, version, context, basis, since, start, stripe);
        } catch (RuntimeException | StackOverflowError e) {
            warn(e);
            context.doNotStore();
            return seal(value, true, null, context, basis(observation, context.tags()), since, start, stripe);
        }
    }

    /** Returns the entry for what the shared tier keeps. */
    Entry seal(Stored stored, long since, long now) {
        Object value = stored.value();
        return new Entry(
                value,
                value == null || settings.copier().copy(value) == value,
                since,
                stored.version(),
                now - stored.ageNanos(),
                now + stored.freshNanos(),
                now + stored.staleNanos(),
                shared(new Basis(stored.generations(), stored.tags(), true)),
                stored.stripe());
    }

    /** What values were computed from lately: the next one will mostly be too. */
    List<Generation> expected() {
        return last.generations();
    }

    /** An entity in the value was read, by whatever way it came there; if it is another than its key says, so may more be. */
    private void met(Object key, Object object, Observation observation) {
        Class<?> type = resources.entities().typeOf(object);
        if (type == null) {
            return;
        }
        if (observation.isOfAnother(type, key, resources.entities().idOf(object))) {
            observation.readMore(type);
        } else {
            observation.read(type);
        }
    }

    /** Entries of one cache mostly have one basis, and share it. */
    private Basis basis(Observation observation, List<String> tags) {
        return shared(observation.basis(tags, resources.generations()));
    }

    private Basis shared(Basis basis) {
        Basis known = last;
        if (basis.isSameAs(known)) {
            return known;
        }
        if (basis.tags().isEmpty()) {
            last = basis;
        }
        return basis;
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
            Basis basis,
            long since,
            long start,
            char stripe) {
        boolean absent = value == null;
        Duration staleTtl = context.staleTtl();
        long freshUntil = start
                + settings.lifetimes()
                        .freshNanos(absent, context.ttl(), resources.random().getAsDouble());
        long staleUntil = freshUntil + settings.lifetimes().staleNanos(absent, staleTtl);
        return new Entry(value, shareable, since, version, start, freshUntil, staleUntil, basis, stripe);
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
