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
import io.wellspring.store.redis.TestCluster;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Applications whose Redis is a cluster. */
class RedisClusterAutoConfigurationTests {

    @RegisterExtension
    static final TestCluster CLUSTER = new TestCluster();

    record Item(long id, String name) {}

    static class Items {

        private final AtomicInteger calls = new AtomicInteger();

        @ReadThrough("item")
        public Item find(long id) {
            return new Item(id, "call " + calls.incrementAndGet() + " of " + this);
        }
    }

    @Test
    void cachesAreSharedByTheClusterOfTheApplication() {
        ApplicationContextRunner runner = new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        DataRedisAutoConfiguration.class,
                        WellspringAutoConfiguration.class,
                        WellspringRedisAutoConfiguration.class))
                .withBean(Items.class)
                .withPropertyValues(
                        "spring.data.redis.cluster.nodes=" + String.join(",", CLUSTER.addresses()),
                        "spring.data.redis.lettuce.cluster.refresh.adaptive=true",
                        "spring.data.redis.lettuce.cluster.refresh.period=1s",
                        "spring.application.name=shop",
                        "wellspring.redis.timeout=500ms");
        runner.run(context -> {
            Items items = context.getBean(Items.class);
            for (long id = 0; id < 10; id++) {
                String name = "shop:item:{" + id + "}";
                long key = id;
                await().until(() ->
                        items.find(key) != null && CLUSTER.connection().sync().exists(name) == 1);
            }
            runner.run(other -> {
                Items others = other.getBean(Items.class);
                for (long id = 0; id < 10; id++) {
                    long key = id;
                    await().untilAsserted(() -> assertThat(others.find(key)).isEqualTo(items.find(key)));
                }
            });
        });
    }
}
