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
package io.wellspring.store.redis;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One process of the fleet, as Redis knows it.
 *
 * @param prefix what tells the names of the application from those of others
 */
record Node(String prefix, String id, AtomicLong count) {

    Node(String prefix) {
        this(prefix, UUID.randomUUID().toString().substring(0, 13), new AtomicLong());
    }

    /** Returns a name that no lease and no transaction of the fleet has had. */
    String unique() {
        return id + '-' + Long.toString(count.incrementAndGet(), Character.MAX_RADIX);
    }

    /** Where the nodes of the application tell each other what changes. */
    String channel() {
        return Escapes.inName(prefix) + ":~changes";
    }

    /** Returns the name in Redis of a generation. */
    String nameOf(String generation) {
        int colon = generation.indexOf(':');
        return Escapes.inName(prefix) + ":~" + generation.substring(0, colon) + ":{"
                + Escapes.inName(generation.substring(colon + 1)) + '}';
    }
}
