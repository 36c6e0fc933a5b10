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
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RingTests {

    private static final int PLACES = Character.MAX_VALUE + 1;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 10})
    void aMemberThatJoinsTakesItsShareAndNothingElseMoves(int count) {
        List<String> before = owners(members(count));
        List<String> after = owners(members(count + 1));
        String joined = members(count + 1).get(count);
        List<Integer> moved = IntStream.range(0, PLACES)
                .filter(place -> !before.get(place).equals(after.get(place)))
                .boxed()
                .toList();
        assertThat(moved).allMatch(place -> after.get(place).equals(joined));
        double share = 1.0 / (count + 1);
        assertThat((double) moved.size() / PLACES).isCloseTo(share, within(0.3 * share));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 10})
    void eachMemberHasItsShare(int count) {
        Map<String, Long> shares = owners(members(count)).stream()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        double share = (double) PLACES / count;
        assertThat(shares).hasSize(count);
        assertThat(shares.values())
                .allSatisfy(found -> assertThat((double) found).isCloseTo(share, within(0.3 * share)));
    }

    @Test
    void theOrderOfTheMembersDoesNotMatter() {
        List<String> shuffled = new ArrayList<>(members(5));
        Collections.shuffle(shuffled, new Random(7));
        assertThat(owners(shuffled)).isEqualTo(owners(members(5)));
    }

    @Test
    void itIsTheSameOnEveryPlatform() {
        assertThat(owners(members(3)).stream()
                        .limit(20)
                        .map(owner -> owner.replaceAll("redis-(.):6379", "$1"))
                        .collect(Collectors.joining()))
                .isEqualTo("23312323331232321132");
    }

    private static List<String> owners(List<String> members) {
        Ring ring = new Ring(members);
        return IntStream.range(0, PLACES)
                .mapToObj(place -> members.get(ring.ownerOf((char) place)))
                .toList();
    }

    private static List<String> members(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "redis-" + i + ":6379")
                .toList();
    }
}
