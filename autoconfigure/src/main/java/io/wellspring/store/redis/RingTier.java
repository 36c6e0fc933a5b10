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
package io.wellspring.store.redis;

import io.wellspring.store.Asking;
import io.wellspring.store.Found;
import io.wellspring.store.Listed;
import io.wellspring.store.SharedFence;
import io.wellspring.store.SharedTier;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One cache on all members: each key on one of them. */
final class RingTier implements SharedTier {

    private final Ring ring;
    private final RedisTier[] tiers;

    /** @param tiers those of the members, in their order */
    RingTier(Ring ring, RedisTier[] tiers) {
        this.ring = ring;
        this.tiers = tiers;
    }

    @Override
    public String name() {
        return tiers[0].name();
    }

    @Override
    public boolean keepsValues() {
        return tiers[0].keepsValues();
    }

    @Override
    public @Nullable String problem() {
        return tiers[0].problem();
    }

    @Override
    public CompletionStage<Found> find(Object key, Asking asking) {
        return tiers[ownerOf(key)].find(key, asking);
    }

    @Override
    public Iterator<Optional<Listed>> entries() {
        return new Iterator<>() {

            private int member;
            private Iterator<Optional<Listed>> current = entriesOf(0);

            @Override
            public boolean hasNext() {
                while (!current.hasNext() && member < tiers.length - 1) {
                    current = entriesOf(++member);
                }
                return current.hasNext();
            }

            @Override
            public Optional<Listed> next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return current.next();
            }
        };
    }

    private Iterator<Optional<Listed>> entriesOf(int member) {
        return tiers[member].entries(name -> tiers.length == 1 || ring.ownerOf(RedisTier.stripeOf(name)) == member);
    }

    @Override
    public CompletionStage<@Nullable SharedFence> fenceOf(Object key) {
        return tiers[ownerOf(key)].fenceOf(key);
    }

    @Override
    public char stripeOf(Object key) {
        return tiers[0].stripeOf(key);
    }

    @Override
    public <T> T together(Supplier<T> action) {
        return Scripts.together(action);
    }

    /** Which member a key lies on. */
    int ownerOf(Object key) {
        return tiers.length == 1 ? 0 : ring.ownerOf(stripeOf(key));
    }

    RedisTier of(int member) {
        return tiers[member];
    }
}
