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
package io.wellspring.engine;

import io.wellspring.store.Entry;
import io.wellspring.store.Tier;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** A tier that never evicts; a test may step in between what the engine does with it. */
class MapTier implements Tier {

    private final ConcurrentMap<Object, Entry> entries = new ConcurrentHashMap<>();

    @Override
    public String name() {
        return "map";
    }

    @Override
    public Entry get(Object key) {
        return entries.get(key);
    }

    @Override
    public void used(Object key) {}

    @Override
    public void put(Object key, Entry entry) {
        entries.put(key, entry);
    }

    @Override
    public void remove(Object key) {
        entries.remove(key);
    }

    @Override
    public void clear() {
        entries.clear();
    }

    @Override
    public long size() {
        return entries.size();
    }

    @Override
    public long evictions() {
        return 0;
    }

    @Override
    public Iterator<Map.Entry<Object, Entry>> iterator() {
        return entries.entrySet().iterator();
    }
}
