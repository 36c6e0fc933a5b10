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

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class SqlCounterTests {

    private final SqlCounter counter = new SqlCounter();

    private final LongAdder statements = new LongAdder();

    @Test
    void countsInTotalAndForTheCurrentWork() {
        counter.inspect("select 1");
        SqlCounter.Scope scope = counter.countInto(statements);
        counter.inspect("select 2");
        counter.inspect("select 3");
        scope.close();
        counter.inspect("select 4");
        assertThat(counter.total()).isEqualTo(4);
        assertThat(statements.sum()).isEqualTo(2);
    }

    @Test
    void innerWorkIsCountedForItself() {
        LongAdder inner = new LongAdder();
        SqlCounter.Scope outerScope = counter.countInto(statements);
        SqlCounter.Scope innerScope = counter.countInto(inner);
        counter.inspect("select 1");
        innerScope.close();
        counter.inspect("select 2");
        outerScope.close();
        assertThat(inner.sum()).isEqualTo(1);
        assertThat(statements.sum()).isEqualTo(1);
    }

    @Test
    void followsTheWorkToAnotherThread() throws InterruptedException {
        SqlCounter.Scope scope = counter.countInto(statements);
        Thread thread = new Thread(counter.decorate(() -> counter.inspect("select 1")));
        scope.close();
        thread.start();
        thread.join();
        assertThat(statements.sum()).isEqualTo(1);
    }

    @Test
    void decoratesNothingWhereNothingIsCounted() {
        Runnable runnable = () -> {};
        assertThat(counter.decorate(runnable)).isSameAs(runnable);
    }
}
