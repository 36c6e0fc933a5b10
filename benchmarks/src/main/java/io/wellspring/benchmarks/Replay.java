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
package io.wellspring.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;

/** Recorded accesses, replayed through a repository on PostgreSQL: with Wellspring, with Spring's own annotation, and without a cache. */
final class Replay {

    /** How many accesses go past the caches. */
    private static final int PAST = 50_000;

    /** How many one makes before it is the turn of another. */
    private static final int TURN = 1_000;

    private static final int MAXIMUM_SIZE = 10_000;

    private Replay() {}

    /** @param what the file of a trace; and, after a comma, how many accesses of it at most */
    static String table(String what) throws IOException {
        int comma = what.indexOf(',');
        Trace trace = comma < 0
                ? Trace.read(Path.of(what), Integer.MAX_VALUE)
                : Trace.read(Path.of(what.substring(0, comma)), Integer.parseInt(what.substring(comma + 1)));
        return table(trace);
    }

    private static String table(Trace trace) throws IOException {
        // The database starts before any application does that says what is logged.
        LoggingSystem.get(Replay.class.getClassLoader()).beforeInitialize();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                Reader past = past(postgres);
                Reader wellspring = wellspring(postgres);
                Reader spring = spring(postgres)) {
            past.insert(trace.distinct());
            // Until the code is compiled that makes the queries of all of them.
            past.read(trace, 0, Math.min(PAST, trace.length()));
            List<Reader> readers = List.of(wellspring, spring, past);
            readers.forEach(Reader::reset);
            for (int from = 0; from < trace.length(); from += TURN) {
                int to = Math.min(from + TURN, trace.length());
                wellspring.read(trace, from, to);
                spring.read(trace, from, to);
                if (to <= PAST) {
                    past.read(trace, from, to);
                }
            }
            return String.format(
                    Locale.ROOT,
                    """
                    | Replay | accesses | hits | queries | s | µs/access |
                    |---|---:|---:|---:|---:|---:|
                    %s
                    %s
                    %s

                    Cards of %,d articles, by turns of %,d accesses in one thread; each cache holds %,d at most, for longer than
                    the replay. %s
                    """,
                    wellspring,
                    spring,
                    past,
                    trace.distinct(),
                    TURN,
                    MAXIMUM_SIZE,
                    Figures.machine());
        }
    }

    private static Reader past(EmbeddedPostgres postgres) {
        ConfigurableApplicationContext application =
                start(Shop.class, postgres, "wellspring.enabled=false", "spring.jpa.hibernate.ddl-auto=create");
        Articles articles = application.getBean(Articles.class);
        return new Reader("without a cache", application, articles::card);
    }

    private static Reader wellspring(EmbeddedPostgres postgres) {
        ConfigurableApplicationContext application = start(Shop.class, postgres);
        Articles articles = application.getBean(Articles.class);
        return new Reader("Wellspring, `@ReadThrough`", application, articles::card);
    }

    private static Reader spring(EmbeddedPostgres postgres) {
        ConfigurableApplicationContext application = start(CacheableShop.class, postgres, "wellspring.enabled=false");
        CacheableShop.Cards cards = application.getBean(CacheableShop.Cards.class);
        return new Reader("Spring `@Cacheable` on Caffeine", application, cards::card);
    }

    private static ConfigurableApplicationContext start(
            Class<?> configuration, EmbeddedPostgres postgres, String... more) {
        List<String> properties = new ArrayList<>(List.of(more));
        properties.add("spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"));
        properties.add("spring.datasource.username=postgres");
        properties.add("spring.jpa.properties.hibernate.generate_statistics=true");
        properties.add("wellspring.defaults.maximum-size=" + MAXIMUM_SIZE);
        properties.add("wellspring.defaults.ttl=" + Catalogue.TTL);
        // It would warn, among the tables, of a cache that counts nothing: the queries are counted.
        properties.add("logging.level.io.micrometer=error");
        return Applications.start(configuration, properties.toArray(String[]::new));
    }
}
