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
package io.wellspring.autoconfigure;

import io.wellspring.engine.CacheDefinitionException;
import io.wellspring.engine.CacheRegistry;
import io.wellspring.engine.Region;
import io.wellspring.intercept.ReadThroughCatalogue;
import java.time.Duration;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/** Holds the properties of single caches against the caches there are, once all beans are known. */
final class CachesValidator implements SmartInitializingSingleton {

    private static final Log logger = LogFactory.getLog(CachesValidator.class);

    private final WellspringProperties properties;
    private final SettingsResolver settings;
    private final ReadThroughCatalogue catalogue;
    private final CacheRegistry registry;

    CachesValidator(
            WellspringProperties properties,
            SettingsResolver settings,
            ReadThroughCatalogue catalogue,
            CacheRegistry registry) {
        this.properties = properties;
        this.settings = settings;
        this.catalogue = catalogue;
        this.registry = registry;
    }

    @Override
    public void afterSingletonsInstantiated() {
        properties.caches().forEach((cache, own) -> {
            if (registry.find(cache) == null) {
                throw new CacheDefinitionException(
                        "The property wellspring.caches." + cache + " names a cache that does not exist.",
                        (registry.names().isEmpty()
                                        ? "Name a cache of a @ReadThrough, @CacheLoader or @Cacheable method; there are none."
                                        : "Name one of: " + String.join(", ", registry.names()) + ".")
                                + " A cache that only code asks for is named by spring.cache.cache-names. Methods with"
                                + " @Cacheable have caches where @EnableCaching stands on a configuration.");
            }
            Duration staleTtl = own.staleTtl();
            if (staleTtl != null && !staleTtl.isZero()) {
                requireLoader(cache, "stale-ttl", "nothing can refresh a stale entry");
            }
            if (own.freshness() != null && own.freshness().rate() != null) {
                requireLoader(cache, "freshness.rate", "there is nothing to compare a hit with");
            }
        });
        registry.names().forEach(cache -> requireSharing(registry.known(cache)));
    }

    private void requireSharing(Region region) {
        String problem = region.sharingProblem();
        if (problem == null) {
            return;
        }
        String remedy = "wellspring.caches." + region.name() + ".tiers=local.";
        if (settings.tiersOf(region.name()) != null) {
            throw new CacheDefinitionException(problem, "Return another type, or set " + remedy);
        }
        logger.warn(
                problem + " Its entries stay in each process, and Redis fences them only. This warning goes away with "
                        + remedy);
    }

    private void requireLoader(String cache, String property, String consequence) {
        if (!catalogue.cacheNames().contains(cache)) {
            throw new CacheDefinitionException(
                    "The property wellspring.caches." + cache + '.' + property + " is set, but " + consequence
                            + ": the cache has no loader.",
                    "Declare a @CacheLoader(\"" + cache + "\") method on a bean, or use @ReadThrough in place of"
                            + " @Cacheable, or remove the property.");
        }
    }
}
