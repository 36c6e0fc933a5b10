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

import io.wellspring.copy.GraphCopier;
import io.wellspring.engine.CacheRegistry;
import io.wellspring.engine.CacheSettings;
import io.wellspring.engine.Generations;
import io.wellspring.engine.LoadTracer;
import io.wellspring.engine.Region;
import io.wellspring.engine.Resources;
import io.wellspring.engine.Sequence;
import io.wellspring.engine.Transactions;
import io.wellspring.policy.CoarseTicker;
import io.wellspring.policy.Lifetimes;
import io.wellspring.policy.Ticker;
import io.wellspring.store.Fleet;
import io.wellspring.store.Tier;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** The engine without Spring. */
final class Engine {

    private Engine() {}

    static Region region(long maximumSize, Tier tier) {
        Ticker ticker = new CoarseTicker(Ticker.system());
        Resources resources = new Resources(
                ticker,
                InstantSource.system(),
                () -> 0,
                Runnable::run,
                Runnable::run,
                Resources.Entities.NONE,
                Transactions.NONE,
                new Generations(new Sequence(ticker, Fleet.ALONE)),
                Fleet.ALONE,
                LoadTracer.NONE);
        CacheSettings settings = new CacheSettings(
                new Lifetimes(Catalogue.TTL, Duration.ZERO, Catalogue.TTL, 0),
                maximumSize,
                Duration.ZERO,
                new GraphCopier(true, List.of()),
                "",
                false);
        CacheRegistry caches =
                new CacheRegistry(resources, name -> settings, decided -> tier, name -> null, (text, type) -> text);
        return caches.declare("card");
    }
}
