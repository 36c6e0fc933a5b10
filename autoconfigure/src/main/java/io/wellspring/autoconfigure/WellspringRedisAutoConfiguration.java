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

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.wellspring.engine.CacheDefinitionException;
import io.wellspring.engine.Sequence;
import io.wellspring.policy.Ticker;
import io.wellspring.store.Outbox;
import io.wellspring.store.redis.MarkFailure;
import io.wellspring.store.redis.RedisFleet;
import io.wellspring.store.redis.RedisSettings;
import io.wellspring.store.redis.ValueMapperCustomizer;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import tools.jackson.databind.json.JsonMapper;

/** Shares entries with the other nodes of the application, by the Redis that it is connected to. */
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@AutoConfiguration(
        before = WellspringAutoConfiguration.class,
        afterName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
@ConditionalOnClass({LettuceConnectionFactory.class, CircuitBreaker.class, JsonMapper.class})
@ConditionalOnBean(LettuceConnectionFactory.class)
@ConditionalOnBooleanProperty(name = "wellspring.enabled", matchIfMissing = true)
@EnableConfigurationProperties(WellspringProperties.class)
public final class WellspringRedisAutoConfiguration {

    /** What an application without a name is called. */
    private static final String NAMELESS = "application";

    @Bean
    @ConditionalOnBooleanProperty(name = "wellspring.redis.enabled", matchIfMissing = true)
    RedisNodes wellspringRedisNodes(LettuceConnectionFactory connections, WellspringProperties properties) {
        return new RedisNodes(connections, properties.redis().nodes());
    }

    @Bean
    @ConditionalOnBooleanProperty(name = "wellspring.redis.enabled", matchIfMissing = true)
    RedisFleet wellspringFleet(
            RedisNodes nodes,
            WellspringProperties properties,
            Environment environment,
            Ticker ticker,
            ObjectProvider<ValueMapperCustomizer> customizers,
            ObjectProvider<Outbox> outbox) {
        WellspringProperties.Redis redis = properties.redis();
        requirePositive("heartbeat", redis.heartbeat());
        requirePositive("timeout", redis.timeout());
        SettingsResolver.positive("wellspring.redis.loads-without", redis.loadsWithout(), 1);
        String prefix = properties.keyPrefix() != null
                ? properties.keyPrefix()
                : environment.getProperty("spring.application.name", NAMELESS);
        List<ValueMapperCustomizer> all = customizers.orderedStream().toList();
        return new RedisFleet(
                nodes.clients(),
                new RedisSettings(
                        prefix,
                        redis.heartbeat(),
                        redis.timeout(),
                        redis.replicaLag(),
                        Sequence.PENDING,
                        (int) redis.compressAbove().toBytes(),
                        redis.loadsWithout(),
                        redis.onDataLoss() == DataLossMode.KEEP,
                        switch (redis.onMarkFailure()) {
                            case BEST_EFFORT -> MarkFailure.BEST_EFFORT;
                            case OUTBOX -> MarkFailure.OUTBOX;
                            case REJECT -> MarkFailure.REJECT;
                        }),
                ticker,
                builder -> all.forEach(customizer -> customizer.customize(builder)),
                SpringDataKeys.PRESENT ? SpringDataKeys::parts : key -> null,
                redis.onMarkFailure() == MarkFailureMode.OUTBOX ? required(outbox) : null);
    }

    private static Outbox required(ObjectProvider<Outbox> outbox) {
        return outbox.getIfAvailable(() -> {
            throw new CacheDefinitionException(
                    "The property wellspring.redis.on-mark-failure is outbox, and there is no DataSource for the table "
                            + Outbox.TABLE + ", or there are several of which none is @Primary, or no Spring JDBC.",
                    "Add spring-boot-starter-jdbc or spring-boot-starter-data-jpa and spring.datasource.*, make one"
                            + " DataSource the primary one, or choose best-effort or reject.");
        });
    }

    private static void requirePositive(String property, Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            throw new CacheDefinitionException(
                    "The property wellspring.redis." + property + " is " + duration + ".",
                    "Set it to a duration of more than zero, as 1s.");
        }
    }
}
