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
package io.wellspring.autoconfigure;

import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * Runs loads on threads of their own, but within a transaction in the caller's thread: that holds a connection, and were the
 * load to wait for another one, a pool that is used up by such callers would never recover.
 */
final class TransactionAwareExecutor implements Executor {

    private final Executor executor;
    private final BooleanSupplier inTransaction;

    TransactionAwareExecutor(Executor executor, BooleanSupplier inTransaction) {
        this.executor = executor;
        this.inTransaction = inTransaction;
    }

    @Override
    public void execute(Runnable load) {
        if (inTransaction.getAsBoolean()) {
            load.run();
        } else {
            executor.execute(load);
        }
    }
}
