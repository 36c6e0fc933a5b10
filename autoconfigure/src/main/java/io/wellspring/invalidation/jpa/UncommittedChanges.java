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

import io.wellspring.engine.Dependencies;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the current thread has written and not committed yet, by whatever session. */
final class UncommittedChanges {

    /** What one session has written. */
    interface Written {

        boolean anyOf(Predicate<Class<?>> type);

        /** Whether its transaction has ended: on another thread, or unheard, with its session. */
        boolean ended();
    }

    private static final ThreadLocal<@Nullable List<Written>> CURRENT = new ThreadLocal<>();

    private UncommittedChanges() {}

    static void begin(Written written) {
        List<Written> all = CURRENT.get();
        if (all == null) {
            all = new ArrayList<>();
            CURRENT.set(all);
        }
        all.add(written);
    }

    static void end(Written written) {
        List<Written> all = CURRENT.get();
        if (all != null) {
            all.remove(written);
            if (all.isEmpty()) {
                CURRENT.remove();
            }
        }
    }

    static boolean any() {
        return current() != null;
    }

    static boolean anyOf(Dependencies dependencies) {
        List<Written> all = current();
        if (all == null) {
            return false;
        }
        for (Written written : all) {
            if (written.anyOf(dependencies::concernedBy)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable List<Written> current() {
        List<Written> all = CURRENT.get();
        if (all == null) {
            return null;
        }
        all.removeIf(Written::ended);
        if (all.isEmpty()) {
            CURRENT.remove();
            return null;
        }
        return all;
    }
}
