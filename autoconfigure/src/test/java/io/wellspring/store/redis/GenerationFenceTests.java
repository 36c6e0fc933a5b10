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

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When what entries hold to changes, as Redis decides. */
class GenerationFenceTests {

    private static final String NAME = "shop:type:{Product}";
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofMinutes(1);

    @RegisterExtension
    static final TestRedis redis = new TestRedis();

    private final GenerationFence fence = fence(new Terms(LONG, LONG, LONG, Duration.ZERO, LONG));

    @Test
    void aGenerationStaysTheSameUntilAChange() {
        long generation = read().generation();
        assertThat(read()).isEqualTo(new GenerationFence.Read(generation, false));
        mark("tx");
        assertThat(read().generation()).isGreaterThan(generation);
    }

    @Test
    void betweenMarkAndEndAWriteIsPending() {
        mark("tx");
        long marked = read().generation();
        assertThat(read().pending()).isTrue();
        end("tx", true);
        assertThat(read().pending()).isFalse();
        assertThat(read().generation()).isGreaterThan(marked);
        assertThat(redis.published()).containsExactly("marked by tx");
    }

    @Test
    void aRollbackChangesNothingMore() {
        mark("tx");
        long marked = read().generation();
        end("tx", false);
        assertThat(read()).isEqualTo(new GenerationFence.Read(marked, false));
    }

    @Test
    void theEndOfOneTransactionLeavesTheMarkOfAnother() {
        mark("first");
        mark("second");
        end("first", true);
        assertThat(read().pending()).isTrue();
        end("second", true);
        assertThat(read().pending()).isFalse();
    }

    @Test
    void itIsSettledWhileNoWriteIsPending() {
        assertThat(settled()).isNull();
        long generation = read().generation();
        assertThat(settled()).isEqualTo(generation);
        mark("first");
        mark("second");
        assertThat(settled()).isNull();
        end("first", true);
        assertThat(settled()).isNull();
        read();
        assertThat(settled()).isNull();
        end("second", false);
        assertThat(settled()).isEqualTo(read().generation());
    }

    @Test
    void aMarkWhoseEndNeverComesLapsesAndCountsAsAChangeOfThatMoment() {
        GenerationFence brief = fence(new Terms(LONG, SHORT, LONG, Duration.ZERO, LONG));
        join(brief.mark(NAME, "died", ""));
        long marked = noted();
        await().until(() -> !read().pending());
        long lapsed = read().generation();
        assertThat(lapsed).isGreaterThan(marked);
        assertThat(read().generation()).isEqualTo(lapsed);
    }

    @Test
    void anEndAfterTheMarkHasLapsedIsAChangeAndIsTold() {
        GenerationFence brief = fence(new Terms(LONG, SHORT, LONG, Duration.ZERO, LONG));
        join(brief.mark(NAME, "slow", "marked"));
        await().until(() -> !read().pending());
        long lapsed = read().generation();
        assertThat(join(brief.end(NAME, "slow", true, "ended"))).isZero();
        assertThat(read().generation()).isGreaterThan(lapsed);
        assertThat(redis.published()).containsExactly("marked", "ended");
    }

    @Test
    void aGenerationThatWasLostBeginsAfterAllThatWereRead() {
        long generation = read().generation();
        redis.connection().sync().del(NAME);
        assertThat(read().generation()).isGreaterThan(generation);
        redis.connection().sync().set(NAME, "foreign".getBytes(StandardCharsets.UTF_8));
        assertThat(read().generation()).isGreaterThan(generation);
    }

    @Test
    void whereReplicasLagNothingIsStoredForAWhileAfterTheCommit() {
        GenerationFence lagging = fence(new Terms(LONG, LONG, LONG, Duration.ofSeconds(2), LONG));
        join(lagging.mark(NAME, "tx", ""));
        join(lagging.end(NAME, "tx", true, ""));
        assertThat(read().pending()).isTrue();
        assertThat(settled()).isNull();
        await().until(() -> !read().pending());
    }

    @Test
    void aGenerationThatNobodyAsksForIsForgotten() {
        GenerationFence brief = fence(new Terms(LONG, LONG, LONG, Duration.ZERO, SHORT));
        join(brief.read(NAME));
        await().until(() -> redis.connection().sync().exists(NAME) == 0);
    }

    @Test
    void aRunThatHasEndedMovesAGenerationAndRefusesStores() {
        assertThat(join(fence.renew(NAME, "first", false, "moved"))).isOne();
        long generation = read().generation();
        assertThat(join(fence.renew(NAME, "first", true, "moved"))).isZero();
        assertThat(read().generation()).isEqualTo(generation);
        assertThat(join(fence.renew(NAME, "second", true, "moved"))).isOne();
        assertThat(read().generation()).isGreaterThan(generation);
        assertThat(read().pending()).isTrue();
    }

    @Test
    void aPrimaryThatJoinsMovesNothing() {
        join(fence.renew(NAME, "first second", false, "moved"));
        long generation = read().generation();
        assertThat(join(fence.renew(NAME, "first second third", false, "moved")))
                .isZero();
        assertThat(read()).isEqualTo(new GenerationFence.Read(generation, false));
        assertThat(join(fence.renew(NAME, "first second fourth", true, "moved")))
                .as("the third has ended")
                .isOne();
        assertThat(read().pending()).isTrue();
    }

    @Test
    void whatAPrimaryThatJoinedHasLostIsRefusedTooAfterAnotherEnded() {
        GenerationFence brief = fence(new Terms(LONG, SHORT, LONG, Duration.ZERO, LONG));
        join(brief.renew(NAME, "first", true, "moved"));
        await().until(() -> !read().pending());
        join(fence.renew(NAME, "first second", false, "moved"));
        assertThat(read().pending()).isFalse();
        join(fence.renew(NAME, "first third", true, "moved"));
        assertThat(read().pending()).isTrue();
    }

    private static GenerationFence fence(Terms terms) {
        return new GenerationFence(redis.scripts(), terms, TestRedis.CHANNEL);
    }

    /** What is there, without the conclusions that a read draws. */
    private static long noted() {
        return Long.parseLong(new String(redis.connection().sync().hget(NAME, "g"), StandardCharsets.UTF_8));
    }

    private static @Nullable Long settled() {
        byte[] text = redis.connection().sync().get(GenerationFence.settled(NAME));
        return text == null ? null : GenerationFence.generation(text);
    }

    private GenerationFence.Read read() {
        return join(fence.read(NAME));
    }

    private void mark(String transaction) {
        join(fence.mark(NAME, transaction, "marked by " + transaction));
    }

    private long end(String transaction, boolean committed) {
        return join(fence.end(NAME, transaction, committed, "ended by " + transaction));
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
