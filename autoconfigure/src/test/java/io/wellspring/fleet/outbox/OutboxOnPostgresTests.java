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
package io.wellspring.fleet.outbox;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OutboxOnPostgresTests extends OutboxKit {

    private EmbeddedPostgres postgres;

    @BeforeAll
    @Override
    void startsTheOther() throws IOException {
        postgres = EmbeddedPostgres.start();
        super.startsTheOther();
    }

    @AfterAll
    @Override
    void stopsTheOther() {
        super.stopsTheOther();
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    List<String> options() {
        return options("postgres", "always");
    }

    @Test
    void theTableOfADatabaseThatStaysIsNotCreatedByItself() {
        assertThatThrownBy(() -> new ShopNode(REDIS.port(), options("template1", "embedded")))
                .hasStackTraceContaining("WELLSPRING_OUTBOX")
                .hasStackTraceContaining("outbox-postgresql.sql")
                .hasStackTraceContaining("wellspring.redis.outbox.initialize-schema=always");
    }

    private List<String> options(String database, String initialize) {
        return List.of(
                "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", database),
                "--spring.datasource.username=postgres",
                "--wellspring.redis.outbox.initialize-schema=" + initialize);
    }
}
