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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who may load and store an entry, and when, as Redis decides. */
class EntryFenceTests {

    private static final String NAME = "shop:product:{42}";
    private static final String FENCE = NAME + ":f";
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofMinutes(1);

    @RegisterExtension
    static final TestRedis redis = new TestRedis();

    private final EntryFence fence = fence(new Terms(LONG, LONG, LONG, Duration.ZERO, LONG));

    @Test
    void theFirstWhoAsksLoadsAndStores() {
        assertThat(get("one")).isInstanceOf(Answer.Granted.class);
        assertThat(set("one", "v1")).isTrue();
        assertThat(hit()).isEqualTo("v1");
        assertThat(redis.connection().sync().pttl(NAME)).isBetween(1L, LIFE.toMillis());
        assertThat(redis.published()).as("nobody waits").isEmpty();
    }

    @Test
    void oneOfManyLoadsAndTheOthersWait() {
        List<CompletionStage<Answer>> asked = new ArrayList<>();
        IntStream.range(0, 100).forEach(i -> asked.add(ask(fence, "token " + i, false, false)));
        List<Answer> answers = asked.stream().map(EntryFenceTests::join).toList();
        assertThat(answers).filteredOn(Answer.Granted.class::isInstance).hasSize(1);
        assertThat(answers)
                .filteredOn(Answer.Wait.class::isInstance)
                .hasSize(99)
                .allSatisfy(wait -> assertThat(((Answer.Wait) wait).left()).isBetween(Duration.ofMillis(1), LONG));
    }

    @Test
    void whoWaitsIsToldOnceThatTheLoadHasEnded() {
        get("one");
        get("two");
        set("one", "v1");
        get("three");
        assertThat(redis.published()).containsExactly("stored by one");
    }

    @Test
    void aLoadThatBringsNothingLetsTheNextOneLoad() {
        get("one");
        assertThat(get("two")).isInstanceOf(Answer.Wait.class);
        assertThat(join(fence.set(NAME, "one", null, LIFE, null, "gave up"))).isTrue();
        assertThat(redis.published()).containsExactly("gave up");
        assertThat(get("two")).isInstanceOf(Answer.Granted.class);
    }

    @Test
    void aLeaseThatIsOverGoesToTheNextAndTheFirstMayNotStore() {
        EntryFence brief = fence(new Terms(SHORT, LONG, LONG, Duration.ZERO, LONG));
        assertThat(join(ask(brief, "slow", false, false))).isInstanceOf(Answer.Granted.class);
        await().until(() -> get("next") instanceof Answer.Granted);
        assertThat(set("slow", "v1")).isFalse();
        assertThat(set("next", "v2")).isTrue();
        assertThat(hit()).isEqualTo("v2");
    }

    @Test
    void anEntryIsLoadedAgainBesideTheOneThatIsServed() {
        get("one");
        set("one", "v1");
        assertThat(join(ask(fence, "refresh", false, true))).isInstanceOf(Answer.Granted.class);
        assertThat(join(ask(fence, "another", false, true))).isInstanceOf(Answer.Wait.class);
        assertThat(hit()).isEqualTo("v1");
        assertThat(set("refresh", "v2")).isTrue();
        assertThat(hit()).isEqualTo("v2");
    }

    @Test
    void aMarkDropsTheEntryAndEndsTheLeaseAndNobodyLoadsToStoreUntilTheEnd() {
        get("one");
        set("one", "v1");
        get("refresh");
        join(ask(fence, "refresh", false, true));
        mark("tx");
        assertThat(redis.connection().sync().get(NAME)).isNull();
        assertThat(set("refresh", "v1")).isFalse();
        assertThat(get("reader")).isInstanceOf(Answer.Bypass.class);
        assertThat(end("tx", true, null)).isEqualTo(1);
        assertThat(get("reader")).isInstanceOf(Answer.Granted.class);
        assertThat(redis.published()).containsExactly("marked by tx");
    }

    @Test
    void whoBeganBeforeTheMarkMayNotStoreAfterTheEnd() {
        get("one");
        mark("tx");
        end("tx", true, null);
        assertThat(set("one", "v1")).isFalse();
        assertThat(redis.connection().sync().get(NAME)).isNull();
    }

    @Test
    void aRollbackLetsTheNextOneLoadAndStore() {
        mark("tx");
        assertThat(end("tx", false, null)).isEqualTo(1);
        assertThat(get("one")).isInstanceOf(Answer.Granted.class);
        assertThat(set("one", "v1")).isTrue();
    }

    @Test
    void theEndOfOneTransactionLeavesTheMarkOfAnother() {
        mark("first");
        mark("second");
        end("first", true, null);
        assertThat(get("reader")).isInstanceOf(Answer.Bypass.class);
        end("second", true, null);
        assertThat(get("reader")).isInstanceOf(Answer.Granted.class);
    }

    @Test
    void aMarkWhoseEndNeverComesLapsesAndCountsAsACommitOfThatMoment() {
        EntryFence brief = fence(new Terms(LONG, SHORT, LONG, Duration.ZERO, LONG));
        join(brief.mark(NAME, "died", "marked"));
        await().until(() -> get("next") instanceof Answer.Granted);
        assertThat(join(ask(fence, "old", true, true)))
                .as("a transaction from before the lapse")
                .isInstanceOf(Answer.Bypass.class);
        assertThat(redis.connection().sync().hkeys(FENCE)).doesNotContain("p:died");
    }

    @Test
    void anEndAfterTheMarkHasLapsedTellsTheNearTiersAgain() {
        EntryFence brief = fence(new Terms(LONG, SHORT, LONG, Duration.ZERO, LONG));
        join(brief.mark(NAME, "slow", "marked"));
        await().until(() -> get("reader") instanceof Answer.Granted);
        set("reader", "v1");
        assertThat(join(brief.end(NAME, "slow", true, null, "ended"))).isZero();
        assertThat(redis.connection().sync().get(NAME)).isNull();
        assertThat(redis.published()).containsExactly("marked", "ended");
    }

    @Test
    void anEndThatComesTwiceOrWithoutAMarkDoesNoHarm() {
        mark("tx");
        end("tx", true, 5L);
        assertThat(end("tx", true, 5L)).isZero();
        assertThat(get("one")).isInstanceOf(Answer.Granted.class);
        assertThat(join(fence.set(NAME, "one", bytes("v5"), LIFE, 5L, ""))).isTrue();
    }

    @Test
    void aTransactionThatIsOlderThanTheInvalidationMayNotFillTheKey() {
        mark("tx");
        end("tx", true, null);
        assertThat(join(ask(fence, "old", true, false))).isInstanceOf(Answer.Bypass.class);
        assertThat(get("new")).isInstanceOf(Answer.Granted.class);
    }

    @Test
    void aTransactionMayFillAKeyThatWasNotInvalidatedLately() {
        assertThat(join(ask(fence, "one", true, false))).isInstanceOf(Answer.Granted.class);
        EntryFence brief = fence(new Terms(LONG, LONG, SHORT, Duration.ZERO, LONG));
        set("one", "v1");
        join(brief.mark(NAME, "tx", ""));
        join(brief.end(NAME, "tx", true, null, ""));
        await().until(() -> join(ask(brief, "old", true, false)) instanceof Answer.Granted);
    }

    @Test
    void anOlderVersionThanWasSeenIsRefusedAndANewerOneIsNot() {
        mark("tx");
        end("tx", true, 7L);
        get("replica");
        assertThat(join(fence.set(NAME, "replica", bytes("v6"), LIFE, 6L, ""))).isFalse();
        assertThat(redis.connection().sync().get(NAME)).isNull();
        get("primary");
        assertThat(join(fence.set(NAME, "primary", bytes("v7"), LIFE, 7L, ""))).isTrue();
    }

    @Test
    void theGreatestVersionCounts() {
        mark("tx");
        end("tx", true, 7L);
        mark("older");
        end("older", true, 6L);
        get("replica");
        assertThat(join(fence.set(NAME, "replica", bytes("v6"), LIFE, 6L, ""))).isFalse();
    }

    @Test
    void whereReplicasLagNobodyStoresForAWhileAfterTheCommit() {
        EntryFence lagging = fence(new Terms(LONG, LONG, LONG, Duration.ofSeconds(2), LONG));
        join(lagging.mark(NAME, "tx", ""));
        join(lagging.end(NAME, "tx", true, null, ""));
        assertThat(get("early")).isInstanceOf(Answer.Bypass.class);
        await().until(() -> get("later") instanceof Answer.Granted);
    }

    @Test
    void aForeignValueUnderTheNameIsNoEntryAndIsReplaced() {
        redis.connection().sync().rpush(NAME, bytes("a list"));
        assertThat(get("one")).isInstanceOf(Answer.Granted.class);
        assertThat(set("one", "v1")).isTrue();
        assertThat(hit()).isEqualTo("v1");
    }

    @Test
    void aFenceThatSomebodyHasOverwrittenCountsAsAPendingWrite() {
        EntryFence brief = fence(new Terms(LONG, SHORT, LONG, Duration.ZERO, LONG));
        redis.connection().sync().set(FENCE, bytes("foreign"));
        assertThat(join(ask(brief, "one", false, false))).isInstanceOf(Answer.Bypass.class);
        await().until(() -> get("two") instanceof Answer.Granted);
        redis.connection().sync().set(FENCE, bytes("foreign"));
        mark("tx");
        redis.connection().sync().set(FENCE, bytes("foreign"));
        end("tx", true, null);
        assertThat(get("three")).isInstanceOf(Answer.Granted.class);
    }

    @Test
    void anOverwrittenFenceRefusesTheStore() {
        get("one");
        redis.connection().sync().set(FENCE, bytes("foreign"));
        assertThat(set("one", "v1")).isFalse();
        assertThat(redis.connection().sync().get(NAME)).isNull();
    }

    @Test
    void scriptsThatRedisHasForgottenAreLoadedAgain() {
        get("one");
        redis.connection().sync().scriptFlush();
        assertThat(set("one", "v1")).isTrue();
        redis.connection().sync().scriptFlush();
        assertThat(hit()).isEqualTo("v1");
    }

    @Test
    void aFenceIsForgottenWhenNothingStandsAnyMore() {
        EntryFence brief = fence(new Terms(SHORT, SHORT, SHORT, Duration.ZERO, LONG));
        join(brief.mark(NAME, "tx", ""));
        join(brief.end(NAME, "tx", true, 3L, ""));
        join(ask(brief, "one", false, false));
        await().atMost(10, TimeUnit.SECONDS)
                .until(() -> redis.connection().sync().exists(FENCE) == 0);
    }

    @Test
    void aLeaseNeverShortensTheLifeOfATombstone() {
        mark("tx");
        end("tx", true, null);
        EntryFence brief = fence(new Terms(SHORT, SHORT, SHORT, Duration.ZERO, LONG));
        join(ask(brief, "one", false, false));
        assertThat(redis.connection().sync().pttl(FENCE)).isGreaterThan(LONG.toMillis() / 2);
    }

    private static EntryFence fence(Terms terms) {
        return new EntryFence(redis.scripts(), terms, TestRedis.CHANNEL);
    }

    private Answer get(String token) {
        return join(ask(fence, token, false, false));
    }

    private String hit() {
        return new String(((Answer.Hit) get("hit")).entry(), StandardCharsets.UTF_8);
    }

    private boolean set(String token, String value) {
        return join(fence.set(NAME, token, bytes(value), LIFE, null, "stored by " + token));
    }

    private void mark(String transaction) {
        join(fence.mark(NAME, transaction, "marked by " + transaction));
    }

    private long end(String transaction, boolean committed, Long version) {
        return join(fence.end(NAME, transaction, committed, version, "ended by " + transaction));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }

    private static CompletionStage<Answer> ask(EntryFence fence, String token, boolean old, boolean again) {
        return fence.get(NAME, token, old, again, List.of()).thenApply(EntryFence.Answered::answer);
    }
}
