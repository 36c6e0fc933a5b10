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
package io.wellspring.invalidation;

import io.wellspring.engine.CacheRegistry;

/** Announces changes that nothing else reports: those of raw JDBC, of triggers, of other programs. */
public final class Invalidations {

    private final CacheRegistry caches;

    public Invalidations(CacheRegistry caches) {
        this.caches = caches;
    }

    /**
     * Forgets everything that was computed from an entity: the entries with its id, and the caches computed from its type. To
     * be called after the change is committed.
     */
    public void changed(Class<?> type, Object id) {
        caches.changed(type, id);
    }

    /** Forgets everything that was computed from entities of a type. To be called after the change is committed. */
    public void changed(Class<?> type) {
        caches.changed(type, null);
    }
}
