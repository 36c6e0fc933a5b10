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

/** What is hit in the memory of the process. Public for the code that JMH generates. */
public enum Near {
    LOCAL("Wellspring, no other tier"),
    LOCAL_EXACT("Wellspring, no other tier, by the exact clock"),
    NEAR("Wellspring, near tier over Redis"),
    JETCACHE("JetCache `@Cached`, local and remote"),
    REDISSON("Redisson `RLocalCachedMap`");

    static final Near BASELINE = LOCAL;

    private final String label;

    Near(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    Lookup open(int port) {
        return switch (this) {
            case LOCAL -> Remote.wellspring(port, false, Catalogue.SIZE);
            case LOCAL_EXACT -> Remote.wellspring(port, false, Catalogue.SIZE, Shop.EXACT_CLOCK + "=true");
            case NEAR -> Remote.wellspring(port, true, Catalogue.SIZE);
            case JETCACHE -> Remote.warm(JetCache.overRedis(port, cards -> cards::near));
            case REDISSON -> Remote.warm(RedissonMap.open(port, Catalogue.SIZE));
        };
    }
}
