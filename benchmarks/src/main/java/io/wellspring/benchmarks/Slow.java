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

import com.alicp.jetcache.anno.CachePenetrationProtect;
import com.alicp.jetcache.anno.CacheType;
import com.alicp.jetcache.anno.Cached;
import io.wellspring.annotation.ReadThrough;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.cache.annotation.Cacheable;

/** Loads that take their time, if they are not told to hurry, under the annotations of all: those that an application does not know are nothing to it. */
class Slow {

    /** What a load takes, in milliseconds. */
    static final int LOAD = 50;

    private static final int HOUR = 3600;

    private volatile int takes = LOAD;
    private final AtomicInteger loads = new AtomicInteger();

    @Cacheable("slow")
    public Card spring(long id) throws InterruptedException {
        return load(id);
    }

    @Cacheable(cacheNames = "slow", sync = true)
    public Card springInSync(long id) throws InterruptedException {
        return load(id);
    }

    @Cached(name = "near.", key = "#id", expire = HOUR, localLimit = Catalogue.SIZE, cacheType = CacheType.LOCAL)
    @CachePenetrationProtect
    public Card jetCacheLocal(long id) throws InterruptedException {
        return load(id);
    }

    @Cached(name = "both.", key = "#id", expire = HOUR, localLimit = Catalogue.SIZE, cacheType = CacheType.BOTH)
    @CachePenetrationProtect
    public Card jetCacheBoth(long id) throws InterruptedException {
        return load(id);
    }

    @ReadThrough("slow")
    public Card wellspring(long id) throws InterruptedException {
        return load(id);
    }

    /** Has loads take no time from now on. */
    public void hurry() {
        takes = 0;
    }

    /** Returns how many loads were begun since it was asked before. */
    public int takeLoads() {
        return loads.getAndSet(0);
    }

    private Card load(long id) throws InterruptedException {
        loads.incrementAndGet();
        if (takes > 0) {
            Thread.sleep(takes);
        }
        return new Card(id, "Card " + id);
    }
}
