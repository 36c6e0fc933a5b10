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

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.Locale;
import java.util.function.LongFunction;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.support.TransactionOperations;

/** An application that reads the articles of a trace, and what that takes. */
final class Reader implements AutoCloseable {

    private final String label;
    private final ConfigurableApplicationContext application;
    private final LongFunction<Card> card;
    private final Statistics statistics;
    private long nanos;
    private int accesses;

    Reader(String label, ConfigurableApplicationContext application, LongFunction<Card> card) {
        this.label = label;
        this.application = application;
        this.card = card;
        this.statistics = application
                .getBean(EntityManagerFactory.class)
                .unwrap(SessionFactory.class)
                .getStatistics();
    }

    /** Makes the articles that all will read. */
    void insert(int count) {
        EntityManager entities = application.getBean(EntityManager.class);
        application.getBean(TransactionOperations.class).executeWithoutResult(status -> {
            entities.createNativeQuery("insert into article (id, name, stock, version)"
                            + " select x, 'Article ' || x, 0, 0 from generate_series(1, " + count + ") as x")
                    .executeUpdate();
            // Not at some time while it is measured.
            entities.createNativeQuery("analyze article").executeUpdate();
        });
    }

    /** @throws IllegalStateException if an article is answered by another */
    void read(Trace trace, int from, int to) {
        long began = System.nanoTime();
        for (int access = from; access < to; access++) {
            long id = trace.id(access);
            if (card.apply(id).id() != id) {
                throw new IllegalStateException("Another card is given for article " + id);
            }
        }
        nanos += System.nanoTime() - began;
        accesses += to - from;
    }

    /** Forgets what the reads until now took. */
    void reset() {
        nanos = 0;
        accesses = 0;
        statistics.clear();
    }

    /** A row of the table. What needed no query was hit. */
    @Override
    public String toString() {
        long queries = statistics.getPrepareStatementCount();
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %.2f %% | %,d | %.1f | %.1f |",
                label,
                accesses,
                100.0 * (accesses - queries) / accesses,
                queries,
                nanos / 1e9,
                nanos / 1e3 / accesses);
    }

    @Override
    public void close() {
        application.close();
    }
}
