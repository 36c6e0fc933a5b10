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
package io.wellspring.sample.sql;

import java.util.concurrent.atomic.LongAdder;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;
import org.springframework.core.task.TaskDecorator;

/**
 * Counts the statements that Hibernate runs: in total, and for the piece of work that the current thread belongs to.
 *
 * <p>As a {@link TaskDecorator} it counts for the same piece of work what an executor runs on behalf of it, as the cache
 * does with its loads.
 */
public final class SqlCounter implements StatementInspector, TaskDecorator {

    private static final ThreadLocal<@Nullable LongAdder> CURRENT = new ThreadLocal<>();

    private final LongAdder total = new LongAdder();

    @Override
    public String inspect(String sql) {
        total.increment();
        LongAdder current = CURRENT.get();
        if (current != null) {
            current.increment();
        }
        return sql;
    }

    public long total() {
        return total.sum();
    }

    /** Counts the statements of this thread into the given counter as well, until the scope is closed. */
    public Scope countInto(LongAdder counter) {
        LongAdder previous = CURRENT.get();
        CURRENT.set(counter);
        return () -> restore(previous);
    }

    @Override
    public Runnable decorate(Runnable runnable) {
        LongAdder counter = CURRENT.get();
        if (counter == null) {
            return runnable;
        }
        return () -> {
            Scope scope = countInto(counter);
            try {
                runnable.run();
            } finally {
                scope.close();
            }
        };
    }

    private static void restore(@Nullable LongAdder previous) {
        if (previous == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(previous);
        }
    }

    public interface Scope {

        void close();
    }
}
