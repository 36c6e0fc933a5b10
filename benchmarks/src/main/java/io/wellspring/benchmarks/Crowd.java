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

import org.springframework.context.ConfigurableApplicationContext;

/** Whose crowd of callers asks for one key that is not there. */
enum Crowd {
    SPRING("Spring `@Cacheable` + Caffeine", 1, SpringCacheable.OnCaffeine.class),
    SPRING_SYNC("Spring `@Cacheable(sync = true)` + Caffeine", 1, SpringCacheable.OnCaffeine.class),
    JETCACHE("JetCache, local, `@CachePenetrationProtect`", 1, JetCache.class),
    WELLSPRING("Wellspring", 1, Wellspring.class),
    SPRING_REDIS("Spring `@Cacheable(sync = true)` + Redis", 2, SpringDataRedis.class),
    JETCACHE_REDIS("JetCache, local and Redis, `@CachePenetrationProtect`", 2, JetCache.class),
    WELLSPRING_REDIS("Wellspring, Redis", 2, Wellspring.class);

    private final String label;
    private final int processes;
    private final Class<?> application;

    Crowd(String label, int processes, Class<?> application) {
        this.label = label;
        this.processes = processes;
        this.application = application;
    }

    String label() {
        return label;
    }

    int processes() {
        return processes;
    }

    /** Makes one call. */
    Card call(Slow slow, long id) throws InterruptedException {
        return switch (this) {
            case SPRING -> slow.spring(id);
            case SPRING_SYNC, SPRING_REDIS -> slow.springInSync(id);
            case JETCACHE -> slow.jetCacheLocal(id);
            case JETCACHE_REDIS -> slow.jetCacheBoth(id);
            case WELLSPRING, WELLSPRING_REDIS -> slow.wellspring(id);
        };
    }

    /** @param port where Redis is */
    ConfigurableApplicationContext start(int port) {
        return Applications.start(
                application,
                "spring.data.redis.port=" + port,
                "wellspring.redis.enabled=" + (this == WELLSPRING_REDIS),
                // On a busy machine too, a call to Redis is to be waited for.
                "wellspring.redis.timeout=1s");
    }
}
