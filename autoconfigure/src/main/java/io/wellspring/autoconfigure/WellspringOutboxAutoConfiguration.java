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
package io.wellspring.autoconfigure;

import io.wellspring.engine.CacheDefinitionException;
import io.wellspring.store.Outbox;
import io.wellspring.store.redis.RedisFleet;
import io.wellspring.store.sql.JdbcOutbox;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes to the application's database what Redis could not be told of its commits. */
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@AutoConfiguration(afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@ConditionalOnClass({JdbcClient.class, DataSourceScriptDatabaseInitializer.class, LettuceConnectionFactory.class})
@ConditionalOnSingleCandidate(DataSource.class)
@ConditionalOnBooleanProperty(name = "wellspring.enabled", matchIfMissing = true)
@ConditionalOnProperty(name = "wellspring.redis.on-mark-failure", havingValue = "outbox")
public final class WellspringOutboxAutoConfiguration {

    @Bean
    static JdbcOutbox wellspringOutbox(DataSource dataSource) {
        return new JdbcOutbox(dataSource);
    }

    @Bean
    static OutboxSchema wellspringOutboxSchema(DataSource dataSource, WellspringProperties properties) {
        return new OutboxSchema(dataSource, properties.redis().outbox().initializeSchema());
    }

    /** At the end of the start, when the application's own migrations have run. */
    @Bean
    static SmartInitializingSingleton wellspringOutboxDrain(
            JdbcOutbox outbox, OutboxSchema schema, ObjectProvider<RedisFleet> fleet) {
        return () -> fleet.ifAvailable(using -> {
            if (!outbox.exists()) {
                throw new CacheDefinitionException(
                        "The property wellspring.redis.on-mark-failure is outbox, and the database has no table "
                                + Outbox.TABLE + ", or one with other columns.",
                        "Create it by io/wellspring/store/sql/outbox-h2.sql or outbox-postgresql.sql, which lie in the"
                                + " library, or set wellspring.redis.outbox.initialize-schema=always.");
            }
            using.drain();
        });
    }
}
