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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import redis.embedded.RedisServer;

/** What the peers share: JPA on the database, and a Redis server. Nothing in here caches. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EntityScan(basePackageClasses = Product.class)
@EnableJpaRepositories(
        basePackageClasses = ProductRepository.class,
        excludeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = ReadThroughProductRepository.class))
final class Backends {

    /** Longer than any test: an old value that is found does not leave by itself. */
    static final Duration TTL = Duration.ofHours(1);

    private static final String LOCALHOST = InetAddress.getLoopbackAddress().getHostAddress();

    static ConfigurableApplicationContext start() {
        return Shop.start(Backends.class, "wellspring.enabled=false", "spring.jpa.hibernate.ddl-auto=create");
    }

    @Bean(initMethod = "start", destroyMethod = "stop")
    RedisServer redis() throws IOException {
        return RedisServer.newRedisServer()
                .bind(LOCALHOST)
                .port(freePort())
                .setting("save \"\"")
                .build();
    }

    static String host() {
        return LOCALHOST;
    }

    static int port(RedisServer redis) {
        return redis.ports().get(0);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
