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

import io.wellspring.engine.Episode.Kind;
import io.wellspring.store.Fleet;
import io.wellspring.store.Generation;
import io.wellspring.store.SharedTier;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What other nodes have told of their changes. They name an entry by the place of its name among a fixed number, so that nothing
 * needs to be kept per key, and no name to be read back into a key: what shares a place with it is loaded once more.
 *
 * <p>As an invalidation of a whole cache, this takes no step per key: the number that each entry carries decides, on every read.
 */
final class Heard implements Fleet.Listener {

    private final AtomicLongArray stripes;
    private final AtomicLong latest = new AtomicLong(Long.MIN_VALUE);
    private final Sequence sequence;
    private final Generations generations;
    private final Consumer<Mark> everything;

    /** @param everything forgets every entry of this node */
    Heard(Resources resources, Consumer<Mark> everything) {
        this.stripes = new AtomicLongArray(resources.fleet().isShared() ? Character.MAX_VALUE + 1 : 0);
        this.sequence = resources.sequence();
        this.generations = resources.generations();
        this.everything = everything;
    }

    /**
     * Whether no entry of the place was changed by another node since. Where none of any place was, that place is not looked at: the
     * many that there are find no room in the processor's cache.
     */
    boolean holds(char stripe, long since) {
        return stripe == SharedTier.NO_STRIPE || latest.get() <= since || stripes.get(stripe) <= since;
    }

    /** The place is closed before the latest number tells of it, and both before the number ends. */
    @Override
    public void changed(char stripe, String node) {
        generations.story().tell(Kind.HEARD, stripe, node);
        sequence.here(mark -> {
            stripes.accumulateAndGet(stripe, mark.number(), Math::max);
            latest.accumulateAndGet(mark.number(), Math::max);
        });
    }

    @Override
    public void changed(String generation, String node) {
        generations.story().tell(Kind.HEARD, generation, node);
        sequence.here(mark -> generations.changed(generation, mark));
    }

    @Override
    public void missed() {
        generations.story().tell(Kind.HEARD, Generations.ALL, "changes may have been missed");
        sequence.here(everything);
    }

    @Override
    public @Nullable Generation generation(String name) {
        return generations.named(name);
    }

    @Override
    public Collection<String> generations() {
        return generations.names();
    }
}
