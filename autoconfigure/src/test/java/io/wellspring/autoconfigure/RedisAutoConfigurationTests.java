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

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wellspring.annotation.ReadThrough;
import io.wellspring.engine.CacheRegistry;
import io.wellspring.store.Fleet;
import io.wellspring.store.Outbox;
import io.wellspring.store.redis.RedisFleet;
import io.wellspring.store.redis.TestRedis;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;

@ExtendWith(OutputCaptureExtension.class)
class RedisAutoConfigurationTests {

    @RegisterExtension
    static final TestRedis REDIS = new TestRedis();

    @RegisterExtension
    static final TestRedis SECOND = new TestRedis();

    record Item(long id, String name) {}

    static class Items {

        private final AtomicInteger calls = new AtomicInteger();

        public int calls() {
            return calls.get();
        }

        @ReadThrough("item")
        public Item find(long id) {
            return new Item(id, "call " + calls.incrementAndGet());
        }

        @ReadThrough("page")
        public List<Item> page(Pageable page) {
            return List.of(find(page.getPageNumber()));
        }

        @Cacheable("plain")
        public Item plain(long id) {
            return new Item(id, "call " + calls.incrementAndGet());
        }
    }

    static class Open {

        @ReadThrough("open")
        public Object find(long id) {
            return "value of " + id;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableCaching
    static class SpringCaching {}

    @Configuration(proxyBeanMethods = false)
    @EntityScan("io.wellspring.checker")
    static class Entities {}

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    DataRedisAutoConfiguration.class,
                    WellspringAutoConfiguration.class,
                    WellspringOutboxAutoConfiguration.class,
                    WellspringRedisAutoConfiguration.class,
                    WellspringRedisJpaAutoConfiguration.class))
            .withPropertyValues(
                    "spring.data.redis.port=" + REDIS.port(),
                    "spring.application.name=shop",
                    "wellspring.redis.timeout=500ms");

    @Test
    void cachesAreSharedByTheRedisOfTheApplication() {
        runner.withBean(Items.class).run(context -> {
            Items items = context.getBean(Items.class);
            assertThat(context.getBean(CacheRegistry.class).known("item").tiers())
                    .containsExactly("local", "redis");
            await().until(() -> items.find(1).equals(items.find(1)) && stored("shop:item:{1}") != null);
            Item known = items.find(1);
            runner.withBean(Items.class)
                    .run(other -> await().untilAsserted(() ->
                            assertThat(other.getBean(Items.class).find(1)).isEqualTo(known)));
            assertThat(stored("shop:item:{1}")).endsWith("\"value\":{\"id\":1,\"name\":\"" + known.name() + "\"}}");
        });
    }

    @Test
    void allEntitiesAreKnownToTheFleetFromTheStart() {
        runner.withConfiguration(AutoConfigurations.of(HibernateJpaAutoConfiguration.class))
                .withUserConfiguration(Entities.class)
                .withBean(DataSource.class, RedisAutoConfigurationTests::dataSource)
                .run(context -> await().until(
                                () -> REDIS.connection().sync().exists("shop:~any:{io.wellspring.checker.Note}") == 1));
    }

    @Test
    void pagesAreKeys() {
        runner.withBean(Items.class).run(context -> {
            Items items = context.getBean(Items.class);
            await().until(() -> {
                items.page(PageRequest.of(2, 10, Sort.by("name")));
                return REDIS.connection().sync().keys("shop:page:{*}").size() == 1;
            });
            int calls = items.calls();
            items.page(PageRequest.of(2, 10, Sort.by("name")));
            assertThat(items.calls()).isEqualTo(calls);
            items.page(PageRequest.of(2, 10, Sort.by("name").descending()));
            assertThat(REDIS.connection().sync().keys("shop:page:{*}")).hasSizeLessThanOrEqualTo(2);
        });
    }

    @Test
    void springsOwnAnnotationsShareToo() {
        runner.withBean(Items.class).withUserConfiguration(SpringCaching.class).run(context -> {
            Items items = context.getBean(Items.class);
            await().until(() -> items.plain(7) != null && stored("shop:plain:{7}") != null);
            Item known = items.plain(7);
            runner.withBean(Items.class)
                    .withUserConfiguration(SpringCaching.class)
                    .run(other -> await().untilAsserted(() ->
                            assertThat(other.getBean(Items.class).plain(7)).isEqualTo(known)));
        });
    }

    @Test
    void theyAreNotWhereThatIsTurnedOff() {
        runner.withBean(Items.class)
                .withPropertyValues("wellspring.redis.enabled=false")
                .run(context -> {
                    assertThat(context).doesNotHaveBean(Fleet.class);
                    assertThat(context.getBean(CacheRegistry.class)
                                    .known("item")
                                    .tiers())
                            .containsExactly("local");
                });
    }

    @Test
    void withoutRedisOnTheClassPathThereIsNoFleet() {
        runner.withBean(Items.class)
                .withClassLoader(new FilteredClassLoader("io.lettuce", "org.springframework.data.redis"))
                .run(context -> {
                    assertThat(context).hasNotFailed().doesNotHaveBean(Fleet.class);
                    assertThat(context.getBean(Items.class).find(1)).isNotNull();
                });
    }

    @Test
    void aCacheCanStayInTheProcess() {
        runner.withBean(Items.class)
                .withPropertyValues("wellspring.caches.item.tiers=local")
                .run(context -> {
                    Items items = context.getBean(Items.class);
                    assertThat(context.getBean(CacheRegistry.class)
                                    .known("item")
                                    .tiers())
                            .containsExactly("local");
                    await().until(() -> items.find(1).equals(items.find(1)));
                    assertThat(stored("shop:item:{1}")).isNull();
                });
    }

    @Test
    void aTypeThatCannotBeReadBackStaysInTheProcess(CapturedOutput output) {
        runner.withBean(Open.class).run(context -> {
            assertThat(context).hasNotFailed().hasSingleBean(RedisFleet.class);
            assertThat(context.getBean(CacheRegistry.class).known("open").tiers())
                    .containsExactly("local");
            assertThat(output).contains("cache 'open'").contains("wellspring.caches.open.tiers=local");
        });
    }

    @Test
    void theStartStopsWhereThatIsToBeShared() {
        runner.withBean(Open.class)
                .withPropertyValues("wellspring.caches.open.tiers=local,redis")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("'open'")
                        .hasStackTraceContaining("wellspring.caches.open.tiers=local"));
    }

    @Test
    void theStartStopsWhereThereIsNoRedis() {
        runner.withBean(Items.class)
                .withPropertyValues("wellspring.redis.enabled=false", "wellspring.caches.item.tiers=local,redis")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("there is no connection to Redis")
                        .hasStackTraceContaining("wellspring.caches.item.tiers"));
    }

    @Test
    void theStartStopsWithoutTheTierOfTheProcess() {
        runner.withBean(Items.class)
                .withPropertyValues("wellspring.defaults.tiers=redis")
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining("wellspring.defaults.tiers"));
    }

    @Test
    void theStartStopsWithoutAHeartbeat() {
        runner.withBean(Items.class)
                .withPropertyValues("wellspring.redis.heartbeat=0s")
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining("wellspring.redis.heartbeat"));
    }

    @Test
    void theStartStopsWhereTheOutboxHasNoDatabase() {
        runner.withPropertyValues("wellspring.redis.on-mark-failure=outbox")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("wellspring.redis.on-mark-failure")
                        .hasStackTraceContaining("no DataSource for the table WELLSPRING_OUTBOX")
                        .hasStackTraceContaining("spring-boot-starter-jdbc"));
    }

    @Test
    void theStartStopsWhereTheOutboxHasNoJdbcOfSpring() {
        runner.withPropertyValues("wellspring.redis.on-mark-failure=outbox")
                .withBean(DataSource.class, RedisAutoConfigurationTests::dataSource)
                .withClassLoader(new FilteredClassLoader("org.springframework.jdbc"))
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("or no Spring JDBC")
                        .hasStackTraceContaining("spring-boot-starter-jdbc"));
    }

    @Test
    void theStartStopsWhereThereIsNoTableForTheOutbox() {
        runner.withPropertyValues(
                        "wellspring.redis.on-mark-failure=outbox", "wellspring.redis.outbox.initialize-schema=never")
                .withBean(DataSource.class, RedisAutoConfigurationTests::dataSource)
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("the database has no table WELLSPRING_OUTBOX")
                        .hasStackTraceContaining("io/wellspring/store/sql/outbox-h2.sql")
                        .hasStackTraceContaining("wellspring.redis.outbox.initialize-schema=always"));
    }

    @Test
    void theOutboxIsThereOnlyWhereItIsWanted() {
        ApplicationContextRunner connected = runner.withBean(DataSource.class, RedisAutoConfigurationTests::dataSource);
        connected.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(Outbox.class));
        connected.withPropertyValues("wellspring.redis.on-mark-failure=outbox").run(context -> {
            assertThat(context).hasSingleBean(Outbox.class);
            RedisFleet fleet = context.getBean(RedisFleet.class);
            await().until(() -> fleet.isProven(System.nanoTime()));
        });
        connected
                .withPropertyValues("wellspring.redis.on-mark-failure=outbox", "wellspring.redis.enabled=false")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void keysAreDividedAmongTheNodesThatAreNamed() {
        runner.withPropertyValues("wellspring.redis.nodes=localhost:" + REDIS.port() + ",127.0.0.1:" + SECOND.port())
                .withBean(Items.class)
                .run(context -> {
                    Items items = context.getBean(Items.class);
                    await().untilAsserted(() -> {
                        for (long id = 0; id < 20; id++) {
                            items.find(id);
                            context.getBean(CacheRegistry.class).known("item").clear();
                        }
                        assertThat(REDIS.connection().sync().keys("shop:item:{*}"))
                                .isNotEmpty();
                        assertThat(SECOND.connection().sync().keys("shop:item:{*}"))
                                .isNotEmpty();
                    });
                });
    }

    @Test
    void nodesThatCannotBeAreRefused() {
        for (String node :
                List.of("redis", "redis:", "redis:x", "redis:6379/1", "user@redis:6379", "redis://redis:6379")) {
            runner.withPropertyValues("wellspring.redis.nodes=" + node)
                    .run(context -> assertThat(context)
                            .getFailure()
                            .hasStackTraceContaining("wellspring.redis.nodes has '" + node + "'"));
        }
        runner.withPropertyValues("wellspring.redis.nodes=redis:6379,redis:6379")
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining("'redis:6379' twice"));
        runner.withPropertyValues("wellspring.redis.nodes=redis:6379", "spring.data.redis.cluster.nodes=redis:6380")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("or spring.data.redis.cluster.* and spring.data.redis.sentinel.*"));
    }

    private static DataSource dataSource() {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return dataSource;
    }

    private static String stored(String name) {
        byte[] bytes = REDIS.connection().sync().get(name);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
