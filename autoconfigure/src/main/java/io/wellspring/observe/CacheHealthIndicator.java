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

import io.wellspring.store.Fleet;
import io.wellspring.store.Outage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Says which tier is out, and since when. The application is up all the same, unless that was decided otherwise: its caches load
 * what they do not find.
 */
public final class CacheHealthIndicator extends AbstractHealthIndicator {

    private final Fleet fleet;
    private final Status whenOut;

    /** @param whenOut what to say while a tier is out */
    public CacheHealthIndicator(Fleet fleet, Status whenOut) {
        super("The caches could not be asked");
        this.fleet = fleet;
        this.whenOut = whenOut;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        List<Outage> outages = fleet.outages();
        builder.status(outages.isEmpty() ? Status.UP : whenOut);
        outages.forEach(outage -> builder.withDetail(outage.tier(), details(outage)));
    }

    private static Map<String, Object> details(Outage outage) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("outSince", outage.since());
        details.put("reason", outage.reason());
        return details;
    }
}
