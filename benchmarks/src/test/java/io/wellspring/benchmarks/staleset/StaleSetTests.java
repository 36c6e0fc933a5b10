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
package io.wellspring.benchmarks.staleset;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.lettuce.core.LettuceVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.springframework.boot.SpringBootVersion;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.SpringVersion;
import org.springframework.data.redis.cache.RedisCacheManager;

/** Shows who lets a load that began before a commit put the old value back, and holds docs/peers.md to it. */
class StaleSetTests {

    private static final Map<Contender, Observation> OBSERVED = new EnumMap<>(Contender.class);

    @BeforeAll
    static void observe() {
        try (ConfigurableApplicationContext backends = Backends.start()) {
            for (Contender contender : Contender.values()) {
                try (Shop shop = contender.open(backends)) {
                    OBSERVED.put(contender, Observation.of(shop));
                }
            }
        }
        System.out.println(table());
    }

    @ParameterizedTest
    @EnumSource
    void whereNothingElseGoesOnEveryContenderCachesAndEvicts(Contender contender) {
        assertThat(OBSERVED.get(contender).cachesAndEvicts()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void theLoadThatWasUnderWayHadReadTheOldValue(Contender contender) {
        assertThat(OBSERVED.get(contender).pausedRead()).isEqualTo(Observation.OLD);
    }

    @Test
    void wellspringGivesNeitherTheOldNorTheUncommittedValue() {
        Observation observed = OBSERVED.get(Contender.WELLSPRING);
        assertThat(observed.writerWaited()).isFalse();
        assertThat(observed.nextRead()).isEqualTo(Observation.NEW);
        assertThat(observed.laterRead()).isEqualTo(Observation.NEW);
        assertThat(observed.readInTransaction()).isEqualTo(Observation.UNCOMMITTED);
        assertThat(observed.readAfterRollback()).isEqualTo(Observation.OLD);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"SPRING_CAFFEINE_SYNC", "SPRING_CAFFEINE_ASYNC", "SPRING_REDIS_LOCKING", "WELLSPRING"})
    void aPutThatFollowsTheEvictionStays(Contender contender) {
        Observation observed = OBSERVED.get(contender);
        assertThat(observed.writerWaited()).isFalse();
        assertThat(observed.nextRead()).isEqualTo(Observation.OLD);
        assertThat(observed.laterRead()).isEqualTo(Observation.OLD);
    }

    @ParameterizedTest
    @EnumSource(names = {"SPRING_CAFFEINE_SYNC", "SPRING_REDIS_LOCKING"})
    void aLoadUnderALockHoldsUpTheWriter(Contender contender) {
        Observation observed = OBSERVED.get(contender);
        assertThat(observed.writerWaited()).isTrue();
        assertThat(observed.nextRead()).isEqualTo(Observation.NEW);
        assertThat(observed.laterRead()).isEqualTo(Observation.NEW);
    }

    @Test
    void aLoadOnAnotherThreadIsEvictedButOutsideOfTheTransaction() {
        Observation observed = OBSERVED.get(Contender.SPRING_CAFFEINE_ASYNC);
        assertThat(observed.writerWaited()).isFalse();
        assertThat(observed.nextRead()).isEqualTo(Observation.NEW);
        assertThat(observed.laterRead()).isEqualTo(Observation.NEW);
        assertThat(observed.readInTransaction()).isEqualTo(Observation.OLD);
        assertThat(observed.readAfterRollback()).isEqualTo(Observation.OLD);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {
                "SPRING_CAFFEINE_TRANSACTION_AWARE",
                "SPRING_CAFFEINE_ASYNC",
                "SPRING_REDIS_TRANSACTION_AWARE",
                "WELLSPRING"
            })
    void whatWasRolledBackStays(Contender contender) {
        Observation observed = OBSERVED.get(contender);
        assertThat(observed.readInTransaction()).isEqualTo(Observation.UNCOMMITTED);
        assertThat(observed.readAfterRollback()).isEqualTo(Observation.UNCOMMITTED);
    }

    @ParameterizedTest
    @EnumSource(names = {"SPRING_CAFFEINE_TRANSACTION_AWARE", "SPRING_REDIS_TRANSACTION_AWARE"})
    void aPutThatAwaitsTheCommitFallsWithTheRollback(Contender contender) {
        Observation observed = OBSERVED.get(contender);
        assertThat(observed.readInTransaction()).isEqualTo(Observation.UNCOMMITTED);
        assertThat(observed.readAfterRollback()).isEqualTo(Observation.OLD);
    }

    @Test
    void theDocumentationShowsWhatWasObserved() throws IOException {
        String documented =
                document().stream().filter(line -> line.startsWith("|")).collect(Collectors.joining("\n"));
        assertThat(documented)
                .as("the table in docs/peers.md; it has to be%n%n%s%n", table())
                .isEqualTo(table());
    }

    @Test
    void theDocumentationNamesTheVersions() throws IOException {
        assertThat(String.join(" ", document()))
                .contains(
                        "Spring Boot " + SpringBootVersion.getVersion(),
                        "Spring Framework " + SpringVersion.getVersion(),
                        "Spring Data Redis "
                                + RedisCacheManager.class.getPackage().getImplementationVersion(),
                        "Caffeine " + Caffeine.class.getPackage().getImplementationVersion(),
                        "Lettuce " + LettuceVersion.getVersion().replaceFirst("\\.RELEASE.*", ""));
    }

    private static String table() {
        return OBSERVED.entrySet().stream()
                .map(observed -> row(observed.getKey(), observed.getValue()))
                .collect(Collectors.joining("\n", """
                        | Cache | Writer waits for the load | Read after the commit | Next read | Transaction sees its own change | Read after its rollback |
                        |---|---|---|---|---|---|
                        """, ""));
    }

    private static String row(Contender contender, Observation observed) {
        boolean ownChange = observed.readInTransaction().equals(Observation.UNCOMMITTED);
        boolean uncommitted = observed.readAfterRollback().equals(Observation.UNCOMMITTED);
        return "| "
                + String.join(
                        " | ",
                        contender.label(),
                        observed.writerWaited() ? "**yes**" : "no",
                        value(observed.nextRead()),
                        value(observed.laterRead()),
                        ownChange ? "yes" : "**no**",
                        uncommitted ? "**uncommitted**" : "committed")
                + " |";
    }

    private static String value(String read) {
        return read.equals(Observation.OLD) ? "**" + read + "**, old" : read;
    }

    private static List<String> document() throws IOException {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("README.md"))) {
            folder = folder.getParent();
        }
        return Files.readAllLines(folder.resolve("docs/peers.md"));
    }
}
