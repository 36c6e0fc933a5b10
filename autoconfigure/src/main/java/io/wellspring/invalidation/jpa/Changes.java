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
package io.wellspring.invalidation.jpa;

import io.wellspring.invalidation.Invalidations;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** What one transaction has changed so far. Announced when it ends, unless it rolled back. */
final class Changes implements Synchronization {

    /** @param id null where it is not known which entity of the type changed */
    private record Change(Class<?> type, @Nullable Object id) {}

    private static final Log logger = LogFactory.getLog(Changes.class);

    private final Set<Change> changes = new LinkedHashSet<>();
    private final Invalidations invalidations;
    private final Runnable ended;

    Changes(Invalidations invalidations, Runnable ended) {
        this.invalidations = invalidations;
        this.ended = ended;
    }

    void add(Class<?> type, @Nullable Object id) {
        changes.add(new Change(type, id));
    }

    @Override
    public void beforeCompletion() {
        // In one process nothing has to be marked: the invalidation after the commit comes before its return.
    }

    @Override
    public void afterCompletion(int status) {
        ended.run();
        // Where the outcome is unknown it may be committed.
        if (status == Status.STATUS_ROLLEDBACK) {
            return;
        }
        for (Change change : changes) {
            try {
                announce(invalidations, change.type(), change.id());
            } catch (RuntimeException e) {
                // The data is committed: whoever saved it must not be told otherwise.
                logger.error("Could not invalidate what was computed from " + change, e);
            }
        }
    }

    static void announce(Invalidations invalidations, Class<?> type, @Nullable Object id) {
        if (id == null) {
            invalidations.changed(type);
        } else {
            invalidations.changed(type, id);
        }
    }
}
