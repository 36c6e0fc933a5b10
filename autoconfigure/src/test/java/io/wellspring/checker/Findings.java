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
package io.wellspring.checker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The violations of a run, and the failures that are none. */
final class Findings {

    private static final int DESCRIBED = 20;

    private final boolean stopsAtFirst;
    private final List<String> violations = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final Map<String, Long> summary = new TreeMap<>();
    private volatile boolean stopped;

    Findings(boolean stopsAtFirst) {
        this.stopsAtFirst = stopsAtFirst;
    }

    /**
     * Adds a violation.
     *
     * @param summed what violations of the same kind have in common
     */
    synchronized void violation(String summed, String description) {
        summary.merge(summed, 1L, Long::sum);
        if (violations.size() < DESCRIBED) {
            violations.add(description);
        }
        stopped |= stopsAtFirst;
    }

    /** Adds a failure of a read or a write, which ends the run: what was committed is not known any more. */
    synchronized void failure(Throwable failure) {
        failures.add(failure);
        stopped = true;
    }

    void stop() {
        stopped = true;
    }

    boolean stopped() {
        return stopped;
    }

    synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    synchronized List<Throwable> failures() {
        return List.copyOf(failures);
    }

    /** How many violations there were of each kind. */
    synchronized Map<String, Long> summary() {
        return new TreeMap<>(summary);
    }
}
