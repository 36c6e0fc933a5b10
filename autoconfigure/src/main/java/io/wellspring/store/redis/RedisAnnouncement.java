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

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What one commit of this node changes on one member. Not thread-safe. */
final class RedisAnnouncement {

    private static final String LATE = "-late";

    private final Invalidator invalidator;
    private final String transaction;
    private final Map<String, @Nullable Long> entries = new LinkedHashMap<>();
    private final Set<String> generations = new LinkedHashSet<>();
    private final Map<String, @Nullable Long> markedEntries = new HashMap<>();
    private final Set<String> markedGenerations = new LinkedHashSet<>();
    private int connection;
    private Changed marking;
    private CompletionStage<Void> sent = CompletableFuture.completedFuture(null);

    /** @param transaction a name that no other one has */
    RedisAnnouncement(Invalidator invalidator, String transaction) {
        this.invalidator = invalidator;
        this.transaction = transaction;
        this.marking = new Changed(transaction, Map.of(), Set.of());
    }

    void key(RedisTier tier, Object key, @Nullable Long version) {
        KeyName name = tier.nameOf(key);
        if (name != null) {
            // Of two changes of one entity the later one counts, unless it tells of no version.
            entries.put(name.entry(), version);
        }
    }

    void generation(String name) {
        generations.add(name);
    }

    void sendMark() {
        connection = invalidator.connection();
        marking = taken();
        markedEntries.putAll(marking.entries());
        markedGenerations.addAll(marking.generations());
        sent = invalidator.sendMark(marking);
    }

    /** To be called after {@link #sendMark}. */
    void awaitMark() {
        invalidator.awaitMark(marking, sent);
    }

    void end(boolean committed, boolean waiting) {
        // What came after the mark was never marked, and what was marked in another Redis neither: others must know at
        // once.
        boolean unmarked = !entries.isEmpty() || !generations.isEmpty() || invalidator.connection() != connection;
        markedEntries.putAll(entries);
        markedGenerations.addAll(generations);
        invalidator.end(new Changed(transaction, markedEntries, markedGenerations), committed, waiting || unmarked);
    }

    void lapse() {
        Changed late = taken();
        // Under a name of its own: the end of the transaction would take the place of a mark that Redis was not told
        // yet.
        invalidator.end(new Changed(transaction + LATE, late.entries(), late.generations()), true, true);
    }

    private Changed taken() {
        Changed changed = new Changed(transaction, new HashMap<>(entries), new LinkedHashSet<>(generations));
        entries.clear();
        generations.clear();
        return changed;
    }
}
