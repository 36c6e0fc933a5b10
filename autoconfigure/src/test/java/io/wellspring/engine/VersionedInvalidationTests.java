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

import static io.wellspring.engine.InterleavingTests.inCaller;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A newer version outdates older values, however they come. */
@Timeout(60)
class VersionedInvalidationTests {

    private record Row(Long version) {}

    @RegisterExtension
    final TestEngine engine = new TestEngine();

    private final FakeTransactions transactions = new FakeTransactions(engine);
    private Region region;

    @BeforeEach
    void rowsHaveVersions() {
        engine.entities = new Resources.Entities() {
            @Override
            public Long versionOf(Object value, String attribute) {
                return ((Row) value).version();
            }
        };
        engine.transactions = transactions;
        region = engine.region();
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void theSameOrANewerVersionStays(long version) throws Throwable {
        load(version);
        region.invalidate(1L, 5);
        assertThat(held()).isEqualTo(version);
    }

    @Test
    void anOlderVersionFalls() throws Throwable {
        load(4L);
        region.invalidate(1L, 5);
        assertThat(held()).isNull();
    }

    @Test
    void aValueWithoutAVersionFalls() throws Throwable {
        load(null);
        region.invalidate(1L, 5);
        assertThat(region.peek(1L)).isNull();
        load(null);
        assertThat(region.peek(1L)).as("nothing is known against it").isNotNull();
    }

    @Test
    void anOlderLoadIsRefusedForTenSeconds() throws Throwable {
        region.invalidate(1L, 5);
        load(4L);
        assertThat(held()).isNull();
        engine.ticker.advance(Duration.ofSeconds(10).minusNanos(1));
        load(4L);
        assertThat(held()).isNull();
        engine.ticker.advance(Duration.ofNanos(1));
        load(4L);
        assertThat(held()).isEqualTo(4);
    }

    @Test
    void theVersionItselfIsStored() throws Throwable {
        region.invalidate(1L, 5);
        load(5L);
        assertThat(held()).isEqualTo(5);
    }

    @Test
    void aPlainInvalidationForgetsTheVersion() throws Throwable {
        region.invalidate(1L, 5);
        region.invalidate(1L);
        load(1L);
        assertThat(held()).isEqualTo(1);
    }

    @Test
    void aLoadThatRunsIsRefusedThoughTheHeldEntryStays() throws Throwable {
        load(5L);
        region.refresh(1L, inCaller((key, context) -> {
            region.invalidate(1L, 5);
            return new Row(6L);
        }));
        assertThat(held()).isEqualTo(5);
    }

    @Test
    void anOlderVersionDoesNotReplaceANewerOneThatIsServedStill() throws Throwable {
        load(5L);
        region.refresh(1L, inCaller((key, context) -> new Row(4L)));
        assertThat(held()).isEqualTo(5);
        engine.ticker.advance(TestEngine.TTL.plus(TestEngine.STALE_TTL));
        load(4L);
        assertThat(held()).isEqualTo(4);
    }

    @Test
    void anInvalidationWithAVersionInATransactionIsRepeatedAfterItsCommit() throws Throwable {
        transactions.beginWriting();
        region.invalidate(1L, 5);
        engine.ticker.advance(Duration.ofSeconds(11));
        engine.loads.submit(() -> Sneaky.call(() -> load(4L))).get();
        assertThat(region.held(1L)).isNotNull();
        transactions.commit();
        assertThat(held()).isNull();
    }

    private Object load(Long version) throws Throwable {
        return region.get(1L, inCaller((key, context) -> new Row(version)));
    }

    private Long held() {
        return region.peek(1L) == null ? null : region.peek(1L).version();
    }
}
