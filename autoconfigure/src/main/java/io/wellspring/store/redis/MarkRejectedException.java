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

import io.wellspring.store.Outbox;
import org.jspecify.annotations.Nullable;

/**
 * Thrown where a commit is given up because Redis cannot be told what it changes, and the application has chosen that, or no row
 * of its database can say so either.
 */
public final class MarkRejectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private MarkRejectedException(String reason, @Nullable Throwable cause) {
        super("The transaction is rolled back, because Redis could not be told what it changes, and " + reason, cause);
    }

    static MarkRejectedException asWanted(@Nullable Throwable cause) {
        return new MarkRejectedException(
                "wellspring.redis.on-mark-failure=reject: repeat it once Redis answers again, or choose best-effort",
                cause);
    }

    static MarkRejectedException withoutRow(Throwable cause) {
        return new MarkRejectedException(
                "the table " + Outbox.TABLE + " does not take it for wellspring.redis.on-mark-failure=outbox: see that"
                        + " it has the columns of io/wellspring/store/sql/outbox-*.sql and that this transaction may"
                        + " write to it, or choose best-effort",
                cause);
    }
}
