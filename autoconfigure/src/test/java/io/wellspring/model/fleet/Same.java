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
package io.wellspring.model.fleet;

import java.util.HashMap;
import java.util.Map;

/** Keeps one of all that are equal: a great many states are made of few parts. */
final class Same {

    private static final ThreadLocal<Map<Object, Object>> KEPT = ThreadLocal.withInitial(HashMap::new);

    private Same() {}

    /** Forgets all, whose states must not be compared with others any more. */
    static void forget() {
        KEPT.remove();
    }

    @SuppressWarnings("unchecked")
    static <T> T of(T part) {
        Object before = KEPT.get().putIfAbsent(part, part);
        return before == null ? part : (T) before;
    }
}
