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
package io.wellspring.intercept;

import io.wellspring.engine.Region;
import java.util.Collection;
import java.util.List;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** Holds what is loaded against the assumption that its key is the entity's id, and ends the assumption where it fails. */
final class IdentityCheck {

    private static final Log logger = LogFactory.getLog(IdentityCheck.class);

    private final Collection<Class<?>> entities;
    private final String method;
    private final Region region;
    private volatile boolean assumed;

    IdentityCheck(boolean assumed, Collection<Class<?>> entities, String method, Region region) {
        this.assumed = assumed;
        this.entities = List.copyOf(entities);
        this.method = method;
        this.region = region;
    }

    /** Returns whether the value may be stored. */
    boolean check(Object key, @Nullable Object value) {
        if (!assumed || IdentityRule.confirmedBy(key, value)) {
            return true;
        }
        // From now on any change of the type invalidates the whole cache; this value missed those that came before.
        entities.forEach(region::dependOn);
        assumed = false;
        logger.warn(method + " loaded an entity whose id is not the key " + key
                + ". Its cache is invalidated as a whole from now on; rename the parameter, or declare dependsOn.");
        return false;
    }
}
