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

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What a read of a node may be answered by, though it began after a commit on another node: a load of its own node that is still
 * under way, be it only that the shared tier has yet to confirm what was handed in. It holds for as long as a near entry would. Who
 * wants to know what the shared tier answers waits for that to end.
 */
public final class Landings {

    private Landings() {}

    /** Waits until no load of a key is under way. */
    public static void await(Region region, Object key) {
        while (region.inspection().flight(key) != null) {
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(50));
        }
    }
}
