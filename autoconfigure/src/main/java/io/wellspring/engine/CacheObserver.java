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
package io.wellspring.engine;

/**
 * Hears what a cache does that is no fresh hit, for metrics. Called by the thread that does it, and must be quick. One that
 * throws hears of nothing more.
 */
public interface CacheObserver {

    /**
     * A load has ended, well or not.
     *
     * @param nanos how long it took
     */
    void loaded(long nanos);

    /**
     * A read was answered by a value that was not fresh any more.
     *
     * @param nanos for how long it had not been
     */
    void servedStale(long nanos);
}
