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

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.engine.Mark.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a load counts from while commits are under way, and what becomes of a mark whose commit takes too long. */
class SequenceTests {

    @RegisterExtension
    private final TestEngine engine = new TestEngine();

    private final AtomicReference<Object> database = new AtomicReference<>("v1");
    private final AtomicReference<Mark> again = new AtomicReference<>();

    @Test
    void aNumberIsSettledWhenItHasEndedAndAllBeforeIt() {
        Mark first = engine.sequence.mark();
        Mark second = engine.sequence.mark();
        Mark third = engine.sequence.mark();
        second.close();
        assertThat(engine.sequence.now()).isZero();
        first.close();
        assertThat(engine.sequence.now()).isEqualTo(second.number());
        third.close();
        assertThat(engine.sequence.now()).isEqualTo(third.number());
    }

    @Test
    void aMarkThatIsNeverEndedStopsNobodyForLongerThanACommitMayTake() {
        Mark mark = engine.sequence.mark();
        engine.ticker.advance(Sequence.PENDING.minusNanos(1));
        assertThat(engine.sequence.now()).isZero();
        engine.ticker.advance(Duration.ofNanos(1));
        assertThat(engine.sequence.now()).isEqualTo(mark.number());
    }

    @Test
    void whatIsDoneAtOnceNeverLapses() {
        Mark mark = engine.sequence.begin();
        engine.ticker.advance(Duration.ofDays(10_000));
        assertThat(engine.sequence.now()).isZero();
        mark.end(Outcome.COMMITTED, again::set);
        assertThat(again).hasNullValue();
        assertThat(engine.sequence.now()).isEqualTo(mark.number());
    }

    @Test
    void aMarkThatHasNotLapsedIsNotAnnouncedAgain() {
        Mark mark = engine.sequence.mark();
        engine.ticker.advance(Sequence.PENDING.minusNanos(1));
        mark.end(Outcome.COMMITTED, again::set);
        assertThat(again).hasNullValue();
    }

    /** Nobody need have asked for the number meanwhile. */
    @Test
    void aMarkThatHasLapsedIsAnnouncedAgainUnderANumberOfItsOwn() {
        Mark mark = engine.sequence.mark();
        engine.ticker.advance(Sequence.PENDING);
        mark.end(Outcome.COMMITTED, late -> {
            again.set(late);
            assertThat(late.number()).isGreaterThan(mark.number());
            assertThat(engine.sequence.now()).isEqualTo(mark.number());
        });
        assertThat(engine.sequence.now()).isEqualTo(again.get().number());
    }

    @Test
    void whatIsAnnouncedAgainDoesNotLapse() {
        Mark mark = engine.sequence.mark();
        engine.ticker.advance(Sequence.PENDING);
        mark.end(Outcome.COMMITTED, late -> {
            engine.ticker.advance(Sequence.PENDING);
            assertThat(engine.sequence.now()).isEqualTo(mark.number());
        });
    }

    @Test
    void whatWasStoredWhileACommitTookTooLongFallsWhenItEnds() throws Throwable {
        Region region = engine.region();
        region.dependOn(String.class);
        Change change = new Change(String.class, 1L, null);
        Mark mark = engine.registry().mark();
        engine.registry().changed(List.of(change), mark);
        assertThat(read(region)).isEqualTo("v1");
        assertThat(region.peek(1L)).as("the commit is under way").isNull();
        engine.ticker.advance(Sequence.PENDING);
        assertThat(read(region)).isEqualTo("v1");
        assertThat(region.peek(1L)).as("the mark has lapsed").isNotNull();
        database.set("v2");
        mark.end(Outcome.COMMITTED, late -> engine.registry().changed(List.of(change), late));
        assertThat(read(region)).isEqualTo("v2");
    }

    private Object read(Region region) throws Throwable {
        return region.get(1L, (key, context) -> database.get());
    }
}
