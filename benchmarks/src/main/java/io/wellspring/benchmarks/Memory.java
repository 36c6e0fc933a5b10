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
package io.wellspring.benchmarks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wellspring.engine.Region;
import io.wellspring.store.caffeine.CaffeineTier;
import java.util.Locale;
import org.openjdk.jol.info.GraphLayout;

/** What an entry takes in memory, beside the same keys and values in Caffeine alone. */
final class Memory {

    private Memory() {}

    /** @param entries how many */
    static String table(int entries) {
        // For the classes that the JVM makes of lambdas.
        System.setProperty("jol.magicFieldOffset", "true");
        Cache<Long, Card> bounded = caffeine(entries).build();
        Cache<Long, Card> expiring =
                caffeine(entries).expireAfterWrite(Catalogue.TTL).build();
        CaffeineTier tier = new CaffeineTier(entries);
        Region region = Engine.region(entries, tier);
        for (long id = 0; id < entries; id++) {
            Long key = id;
            Card card = new Card(id, "Card " + id);
            bounded.put(key, card);
            expiring.put(key, card);
            region.put(key, card);
        }
        double alone = perEntry(bounded, entries);
        double lasting = perEntry(expiring, entries);
        double ours = perEntry(tier, entries);
        return String.format(
                Locale.ROOT,
                """
                | Memory for each entry, with key and value | bytes | more |
                |---|---:|---:|
                | Caffeine, bounded | %.1f | |
                | Caffeine, bounded, `expireAfterWrite` | %.1f | %+.1f |
                | Wellspring | %.1f | %+.1f |

                %,d entries of a `Long` and a record with a `String`, by JOL. JDK %s.
                """,
                alone,
                lasting,
                lasting - alone,
                ours,
                ours - alone,
                entries,
                System.getProperty("java.version"));
    }

    /** Without a pool: what hangs on its threads would count. */
    private static Caffeine<Object, Object> caffeine(int entries) {
        return Caffeine.newBuilder().maximumSize(entries).executor(Runnable::run);
    }

    private static double perEntry(Object root, int entries) {
        return (double) GraphLayout.parseInstance(root).totalSize() / entries;
    }
}
