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
import io.wellspring.store.redis.RedisClients;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * The clients of the Redises that the nodes of a fleet share: that of the application's own connection, or one for each of several
 * standalone ones, which differ from that one by nothing but host and port.
 */
final class RedisNodes implements DisposableBean {

    private final Map<String, LettuceConnectionFactory> factories = new LinkedHashMap<>();
    private final LettuceConnectionFactory own;

    /** @param nodes host and port of each; none for the application's own connection */
    RedisNodes(LettuceConnectionFactory own, List<String> nodes) {
        this.own = own;
        if (!nodes.isEmpty() && (own.isClusterAware() || own.isRedisSentinelAware())) {
            throw new CacheDefinitionException(
                    "The property wellspring.redis.nodes divides the keys among standalone Redises, and the application is"
                            + " connected to a cluster or by sentinels.",
                    "Remove wellspring.redis.nodes, or spring.data.redis.cluster.* and spring.data.redis.sentinel.*.");
        }
        for (String node : nodes) {
            if (factories.put(node, factory(node)) != null) {
                throw new CacheDefinitionException(
                        "The property wellspring.redis.nodes has '" + node + "' twice.", "Remove one of the two.");
            }
        }
        factories.values().forEach(RedisNodes::start);
    }

    RedisClients clients() {
        if (factories.isEmpty()) {
            return RedisClients.of(own.getRequiredNativeClient());
        }
        RedisClients clients = new RedisClients();
        factories.forEach((node, factory) -> clients.with(node, factory.getRequiredNativeClient()));
        return clients;
    }

    @Override
    public void destroy() {
        factories.values().forEach(LettuceConnectionFactory::destroy);
    }

    private LettuceConnectionFactory factory(String node) {
        URI uri = read(node);
        RedisStandaloneConfiguration ofOwn = own.getStandaloneConfiguration();
        RedisStandaloneConfiguration configuration = new RedisStandaloneConfiguration(uri.getHost(), uri.getPort());
        configuration.setDatabase(ofOwn.getDatabase());
        configuration.setUsername(ofOwn.getUsername());
        configuration.setPassword(ofOwn.getPassword());
        return new LettuceConnectionFactory(configuration, own.getClientConfiguration());
    }

    private static void start(LettuceConnectionFactory factory) {
        factory.afterPropertiesSet();
        factory.start();
    }

    private static URI read(String node) {
        try {
            URI uri = new URI("redis://" + node);
            if (uri.getPort() > 0 && node.equals(uri.getHost() + ':' + uri.getPort())) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Told below.
        }
        throw new CacheDefinitionException(
                "The property wellspring.redis.nodes has '" + node + "', which is no host with a port.",
                "Write each as redis-1.example.com:6379.");
    }
}
