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

import org.jspecify.annotations.Nullable;

/** Thrown where a commit is given up because Redis cannot be told what it changes, and the application has chosen that. */
public final class MarkRejectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MarkRejectedException(@Nullable Throwable cause) {
        super(
                "The transaction is rolled back, because Redis could not be told what it changes, and"
                        + " wellspring.redis.on-mark-failure=reject: repeat it once Redis answers again, or choose"
                        + " best-effort",
                cause);
    }
}
